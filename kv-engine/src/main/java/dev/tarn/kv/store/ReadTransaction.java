package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.GetOp;
import org.lmdbjava.Txn;

/** A read transaction that can be reset and renewed, with the buffers and cursors it reads with. */
final class ReadTransaction implements AutoCloseable {
  private final Environment environment;
  private final Txn<ByteBuffer> txn;
  private final ByteBuffer lmdbKey = ByteBuffer.allocateDirect(Layout.POINTER_KEY_BYTES);
  private @Nullable Cursor<ByteBuffer> items;
  private boolean itemsRenewed;

  /** A transaction that has begun. */
  ReadTransaction(Environment environment) {
    this.environment = environment;
    txn = environment.newReadTransaction();
  }

  void renew() {
    txn.renew();
  }

  void reset() {
    txn.reset();
    itemsRenewed = false;
  }

  /** The value under a key, or null. */
  byte @Nullable [] get(StoreKey key) {
    ByteBuffer stored = find(key.bytes());
    return stored == null ? null : value(stored);
  }

  /** Follows the pointers to a key's entry, as it is stored. */
  private @Nullable ByteBuffer find(byte[] key) {
    long node = Layout.ROOT;
    int offset = 0;
    while (true) {
      offset = Layout.writeKey(lmdbKey, node, key, offset);
      ByteBuffer stored = environment.items().get(txn, lmdbKey);
      if (stored == null || !Layout.isPointer(lmdbKey)) {
        return stored;
      }
      node = stored.getLong(0);
    }
  }

  /** Copies the value out of a stored entry. */
  byte[] value(ByteBuffer stored) {
    if (stored.get(0) == Layout.IN_PIECES) {
      return join(
          stored.getLong(Layout.VALUE_ID_OFFSET), stored.getInt(Layout.VALUE_LENGTH_OFFSET));
    }
    byte[] value = new byte[stored.remaining() - 1];
    stored.get(1, value);
    return value;
  }

  private byte[] join(long valueId, int length) {
    byte[] value = new byte[length];
    int pieces = Layout.pieces(length);
    for (int number = 0; number < pieces; number++) {
      piece(valueId, number)
          .get(0, value, number * Layout.MAX_PIECE_BYTES, Layout.pieceBytes(length, number));
    }
    return value;
  }

  private ByteBuffer piece(long valueId, int number) {
    Layout.writePieceKey(lmdbKey, valueId, number);
    ByteBuffer piece = environment.pieces().get(txn, lmdbKey);
    if (piece == null) {
      throw new IllegalStateException(
          "the store is damaged: piece " + number + " of value " + valueId + " is missing");
    }
    return piece;
  }

  /** A cursor over the items database; there is only this one. */
  Cursor<ByteBuffer> items() {
    if (items == null) {
      items = environment.items().openCursor(txn);
    } else if (!itemsRenewed) {
      items.renew(txn);
    }
    itemsRenewed = true;
    return items;
  }

  /** A buffer for a key that is looked up next. */
  ByteBuffer lmdbKey() {
    return lmdbKey;
  }

  Cursor<ByteBuffer> openPieces() {
    return environment.pieces().openCursor(txn);
  }

  /** A number of the meta database, or what to take if it is not there. */
  long number(byte[] name, long absent) {
    lmdbKey.clear().put(name).flip();
    ByteBuffer stored = environment.meta().get(txn, lmdbKey);
    return stored == null ? absent : stored.getLong(0);
  }

  /** Every table's stored counts; null for one that is being dropped. */
  Map<Integer, @Nullable TableCounts> counts() {
    Map<Integer, @Nullable TableCounts> counts = new HashMap<>();
    lmdbKey.clear().put(Layout.COUNTS).flip();
    try (Cursor<ByteBuffer> cursor = environment.meta().openCursor(txn)) {
      boolean found = cursor.get(lmdbKey, GetOp.MDB_SET_RANGE);
      while (found && isCounts(cursor.key())) {
        counts.put(cursor.key().getInt(Layout.COUNTS.length), counts(cursor.val()));
        found = cursor.next();
      }
    }
    return counts;
  }

  /** The size of an item collection, in bytes. */
  long collectionSize(StoreKey collection) {
    lmdbKey.clear().put(collection.bytes()).flip();
    ByteBuffer stored = environment.collections().get(txn, lmdbKey);
    return stored == null ? 0 : stored.getLong(0);
  }

  /** The sizes of all item collections that are stored. */
  Map<StoreKey, Long> collectionSizes() {
    Map<StoreKey, Long> sizes = new HashMap<>();
    try (Cursor<ByteBuffer> cursor = environment.collections().openCursor(txn)) {
      for (boolean found = cursor.first(); found; found = cursor.next()) {
        byte[] key = new byte[cursor.key().remaining()];
        cursor.key().get(key);
        sizes.put(StoreKey.wrap(key), cursor.val().getLong(0));
      }
    }
    return sizes;
  }

  private static boolean isCounts(ByteBuffer lmdbKey) {
    return lmdbKey.remaining() == Layout.COUNTS.length + Integer.BYTES
        && lmdbKey.slice(0, Layout.COUNTS.length).equals(ByteBuffer.wrap(Layout.COUNTS));
  }

  private static @Nullable TableCounts counts(ByteBuffer stored) {
    return stored.remaining() == 0
        ? null
        : new TableCounts(stored.getLong(0), stored.getLong(Long.BYTES));
  }

  /** Whether anything of a table is stored. */
  boolean holds(int table) {
    Layout.writeCountsKey(lmdbKey, table);
    if (environment.meta().get(txn, lmdbKey) != null) {
      return true;
    }
    lmdbKey.clear().putInt(table).flip();
    Cursor<ByteBuffer> cursor = items();
    return cursor.get(lmdbKey, GetOp.MDB_SET_RANGE) && cursor.key().getInt(0) == table;
  }

  /** Ends the transaction for good: LMDB frees only one that is not reset. */
  @Override
  public void close() {
    if (items != null) {
      items.close();
    }
    txn.renew();
    txn.close();
  }
}
