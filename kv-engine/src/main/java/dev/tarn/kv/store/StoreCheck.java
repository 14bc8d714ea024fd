package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;

/**
 * A walk over all that LMDB holds of a store: every node and every piece is referred to exactly
 * once, every value is complete, and the stored counts are those of the entries.
 */
public final class StoreCheck {
  private static final int MAX_FAULTS = 1_000;

  private final ReadTransaction read;
  private final Contribution contribution;
  private final List<String> faults = new ArrayList<>();
  private final Set<Long> pointedNodes = new HashSet<>();
  private final Set<Long> nodes = new HashSet<>();
  private final Map<Long, Integer> valueLengths = new HashMap<>();

  StoreCheck(ReadTransaction read, Contribution contribution) {
    this.read = read;
    this.contribution = contribution;
  }

  /** What an entry contributes to its table's counts. */
  @FunctionalInterface
  public interface Contribution {
    /** The contribution of one entry. */
    TableCounts of(StoreKey key, byte[] value);
  }

  List<String> faults() {
    Cursor<ByteBuffer> items = read.items();
    for (boolean found = items.first(); found; found = items.next()) {
      checkItem(items.key(), items.val());
    }
    for (Long node : pointedNodes) {
      if (!nodes.contains(node)) {
        fault("node " + node + " is empty");
      }
    }
    for (Long node : nodes) {
      if (!pointedNodes.contains(node)) {
        fault("nothing points to node " + node);
      }
    }
    checkPieces();
    if (faults.isEmpty()) {
      checkCounts();
    }
    return List.copyOf(faults);
  }

  private void checkItem(ByteBuffer lmdbKey, ByteBuffer stored) {
    if (lmdbKey.remaining() >= Layout.NODE_PREFIX_BYTES && lmdbKey.getInt(0) == Layout.NODE_MARK) {
      nodes.add(lmdbKey.getLong(Integer.BYTES));
    } else if (lmdbKey.remaining() < StoreKey.SORT_KEY_OFFSET) {
      fault("a key has only " + lmdbKey.remaining() + " bytes");
    }
    if (Layout.isPointer(lmdbKey)) {
      checkPointer(stored);
    } else if (stored.remaining() < 1) {
      fault("an entry is empty");
    } else {
      checkEntry(stored);
    }
  }

  private void checkPointer(ByteBuffer stored) {
    if (stored.remaining() != Long.BYTES) {
      fault("a pointer has " + stored.remaining() + " bytes");
      return;
    }
    long node = stored.getLong(0);
    if (!pointedNodes.add(node)) {
      fault("two pointers lead to node " + node);
    }
    if (node >= read.number(Layout.NEXT_NODE, 1)) {
      fault("node " + node + " was never given away");
    }
  }

  private void checkEntry(ByteBuffer stored) {
    switch (stored.get(0)) {
      case Layout.WHOLE -> {}
      case Layout.IN_PIECES -> checkReference(stored);
      default -> fault("an entry is of the unknown kind " + stored.get(0));
    }
  }

  private void checkReference(ByteBuffer stored) {
    if (stored.remaining() != Layout.IN_PIECES_BYTES) {
      fault("a reference to pieces has " + stored.remaining() + " bytes");
      return;
    }
    long valueId = stored.getLong(Layout.VALUE_ID_OFFSET);
    int length = stored.getInt(Layout.VALUE_LENGTH_OFFSET);
    if (valueLengths.put(valueId, length) != null) {
      fault("two entries refer to value " + valueId);
    }
    if (valueId >= read.number(Layout.NEXT_VALUE, 1)) {
      fault("value " + valueId + " was never given away");
    }
  }

  private void checkPieces() {
    Map<Long, Integer> piecesSeen = new HashMap<>();
    try (Cursor<ByteBuffer> pieces = read.openPieces()) {
      for (boolean found = pieces.first(); found; found = pieces.next()) {
        checkPiece(pieces.key(), pieces.val().remaining(), piecesSeen);
      }
    }
    valueLengths.forEach(
        (valueId, length) -> {
          int seen = piecesSeen.getOrDefault(valueId, 0);
          if (seen != Layout.pieces(length)) {
            fault("value " + valueId + " has " + seen + " of " + Layout.pieces(length) + " pieces");
          }
        });
  }

  private void checkPiece(ByteBuffer key, int bytes, Map<Long, Integer> piecesSeen) {
    if (key.remaining() != Layout.PIECE_KEY_BYTES) {
      fault("a piece's key has " + key.remaining() + " bytes");
      return;
    }
    long valueId = key.getLong(0);
    int number = key.getInt(Long.BYTES);
    Integer length = valueLengths.get(valueId);
    if (length == null) {
      fault("nothing refers to piece " + number + " of value " + valueId);
      return;
    }
    piecesSeen.merge(valueId, 1, Integer::sum);
    if (number < 0 || number >= Layout.pieces(length)) {
      fault("value " + valueId + " has a piece " + number + " too many");
    } else if (bytes != Layout.pieceBytes(length, number)) {
      fault("piece " + number + " of value " + valueId + " has " + bytes + " bytes");
    }
  }

  /** Only where the structure is sound. */
  private void checkCounts() {
    Map<Integer, TableCounts> counted = new HashMap<>();
    LmdbSource entries =
        new LmdbSource(read, Layout.firstKey(0), Layout.firstKey(Layout.NODE_MARK), true);
    while (entries.advance()) {
      count(entries.key(), entries.value(), counted);
    }
    Map<Integer, @Nullable TableCounts> stored = read.counts();
    Set<Integer> tables = new HashSet<>(counted.keySet());
    tables.addAll(stored.keySet());
    for (Integer table : tables) {
      checkCounts(table, counted.getOrDefault(table, TableCounts.ZERO), stored);
    }
  }

  private void count(StoreKey key, byte[] value, Map<Integer, TableCounts> counted) {
    try {
      TableCounts one = contribution.of(key, value);
      counted.merge(key.table(), one, (sum, next) -> sum.plus(next.itemCount(), next.sizeBytes()));
    } catch (RuntimeException e) {
      fault("the entry under " + key + " cannot be read: " + e);
    }
  }

  private void checkCounts(
      Integer table, TableCounts counted, Map<Integer, @Nullable TableCounts> stored) {
    TableCounts expected = stored.getOrDefault(table, TableCounts.ZERO);
    boolean beingDropped = expected == null;
    if (!beingDropped && !counted.equals(expected)) {
      fault("table " + table + " holds " + counted + ", but its counts say " + expected);
    }
  }

  private void fault(String fault) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(fault);
    }
  }
}
