package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store beside a map that holds what the store should hold. An entry counts as one item of the
 * size of its value.
 */
final class StoreFixture implements AutoCloseable {
  static final int TABLE = 7;
  static final StoreOptions OPTIONS = new StoreOptions(1L << 30, 1 << 20, false);

  final TreeMap<StoreKey, byte[]> model = new TreeMap<>();
  private final Path directory;
  PartitionStore store;
  long sequenceNumber;

  StoreFixture(Path directory) throws IOException {
    this.directory = directory;
    store = PartitionStore.open(directory, OPTIONS);
    sequenceNumber = store.flushedSequenceNumber();
  }

  static StoreKey key(String sortKey) {
    return key(TABLE, sortKey.getBytes(StandardCharsets.UTF_8));
  }

  static StoreKey key(int table, byte[] sortKey) {
    ByteBuffer bytes = ByteBuffer.allocate(StoreKey.SORT_KEY_OFFSET + sortKey.length);
    return StoreKey.wrap(bytes.putInt(table).putLong(table).putLong(1).put(sortKey).array());
  }

  static StoreKey start(int table) {
    return Layout.firstKey(table);
  }

  void put(StoreKey key, byte[] value) {
    byte[] before = model.put(key, value);
    apply(key, value, before == null ? 1 : 0, value.length - (before == null ? 0 : before.length));
  }

  void delete(StoreKey key) {
    byte[] before = model.remove(key);
    apply(key, null, before == null ? 0 : -1, before == null ? 0 : -before.length);
  }

  private void apply(StoreKey key, byte @Nullable [] value, int countDelta, long sizeDelta) {
    store.apply(++sequenceNumber, new Mutation(key, value, countDelta, sizeDelta));
    store.endOfCommit(sequenceNumber);
  }

  void flush() throws IOException {
    store.freeze();
    store.flush();
  }

  void reopen() throws IOException {
    store.close();
    store = PartitionStore.open(directory, OPTIONS);
  }

  List<StoreKey> keys(StoreKey lower, StoreKey upper, boolean forward) {
    List<StoreKey> keys = new ArrayList<>();
    try (StoreCursor cursor = store.cursor(lower, upper, forward)) {
      while (cursor.next()) {
        keys.add(cursor.key());
      }
    }
    return keys;
  }

  List<StoreKey> modelKeys(StoreKey lower, StoreKey upper, boolean forward) {
    if (lower.compareTo(upper) >= 0) {
      return List.of();
    }
    var range = model.subMap(lower, true, upper, false);
    return new ArrayList<>((forward ? range : range.descendingMap()).keySet());
  }

  TableCounts modelCounts(int table) {
    TableCounts counts = TableCounts.ZERO;
    for (var entry : model.subMap(start(table), start(table + 1)).entrySet()) {
      counts = counts.plus(1, entry.getValue().length);
    }
    return counts;
  }

  List<String> faults() {
    return store.check((key, value) -> new TableCounts(1, value.length));
  }

  @Override
  public void close() {
    store.close();
  }
}
