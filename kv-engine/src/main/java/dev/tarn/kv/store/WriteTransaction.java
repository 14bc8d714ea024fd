package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.lmdbjava.Cursor;
import org.lmdbjava.GetOp;
import org.lmdbjava.PutFlags;
import org.lmdbjava.Txn;

/**
 * A write transaction. Closed before it is committed, it leaves everything as it was. Begins and
 * ends on one platform thread.
 */
final class WriteTransaction implements AutoCloseable {
  /** Instead of what is left of a limit: something remains to be deleted. */
  private static final int OVER_LIMIT = -1;

  private final Environment environment;
  private final Txn<ByteBuffer> txn;
  private final Cursor<ByteBuffer> items;
  private final ByteBuffer lmdbKey = ByteBuffer.allocateDirect(Layout.POINTER_KEY_BYTES);
  private final ByteBuffer pieceKey = ByteBuffer.allocateDirect(Layout.PIECE_KEY_BYTES);
  private long nextNode;
  private long nextValue;

  /** A pointer that was followed: the rest of the key from the offset on, in that node. */
  private record Step(long node, int offset) {}

  WriteTransaction(Environment environment) {
    this.environment = environment;
    txn = environment.newWriteTransaction();
    try {
      items = environment.items().openCursor(txn);
      nextNode = number(Layout.NEXT_NODE, 1);
      nextValue = number(Layout.NEXT_VALUE, 1);
    } catch (RuntimeException | Error e) {
      txn.close();
      throw e;
    }
  }

  /** Stores an entry, in the place of an earlier one if there is one. */
  void put(byte[] key, byte[] value) {
    long node = Layout.ROOT;
    int offset = 0;
    while (true) {
      offset = Layout.writeKey(lmdbKey, node, key, offset);
      boolean found = items.get(lmdbKey, GetOp.MDB_SET);
      if (!Layout.isPointer(lmdbKey)) {
        putEntry(found, value);
        return;
      }
      node = found ? items.val().getLong(0) : putPointer();
    }
  }

  /** Deletes an entry if it is there, and the nodes that it leaves empty. */
  void delete(byte[] key) {
    Deque<Step> path = new ArrayDeque<>(0);
    long node = Layout.ROOT;
    int offset = 0;
    while (true) {
      int end = Layout.writeKey(lmdbKey, node, key, offset);
      if (!items.get(lmdbKey, GetOp.MDB_SET)) {
        return;
      }
      if (!Layout.isPointer(lmdbKey)) {
        deleteEntry();
        deleteEmptyNodes(key, node, path);
        return;
      }
      path.push(new Step(node, offset));
      node = items.val().getLong(0);
      offset = end;
    }
  }

  /**
   * Deletes a table's entries, then the sizes of its item collections, and its counts with the last
   * of them.
   *
   * @param limit the most entries and pieces to delete, roughly
   * @return whether none is left
   */
  boolean dropTable(int table, int limit) {
    byte[] prefix = ByteBuffer.allocate(Integer.BYTES).putInt(table).array();
    boolean dropped =
        deleteBelow(prefix, limit) != OVER_LIMIT && deleteCollectionSizes(table, limit);
    Layout.writeCountsKey(lmdbKey, table);
    if (dropped) {
      environment.meta().delete(txn, lmdbKey);
    } else {
      environment.meta().reserve(txn, lmdbKey, 0);
    }
    return dropped;
  }

  private boolean deleteCollectionSizes(int table, int limit) {
    try (Cursor<ByteBuffer> sizes = environment.collections().openCursor(txn)) {
      lmdbKey.clear().putInt(table).flip();
      boolean found = sizes.get(lmdbKey, GetOp.MDB_SET_RANGE);
      for (int i = 0; i < limit && found && sizes.key().getInt(0) == table; i++) {
        sizes.delete();
        found = sizes.get(lmdbKey, GetOp.MDB_SET_RANGE);
      }
      return !found || sizes.key().getInt(0) != table;
    }
  }

  /** Adds to a table's counts, unless the table is being dropped. */
  void addCounts(int table, TableCounts more) {
    Layout.writeCountsKey(lmdbKey, table);
    ByteBuffer stored = environment.meta().get(txn, lmdbKey);
    if (stored != null && stored.remaining() == 0) {
      return;
    }
    long items = stored == null ? 0 : stored.getLong(0);
    long bytes = stored == null ? 0 : stored.getLong(Long.BYTES);
    environment
        .meta()
        .reserve(txn, lmdbKey, 2 * Long.BYTES)
        .putLong(items + more.itemCount())
        .putLong(bytes + more.sizeBytes());
  }

  /** Adds to the size of an item collection; an empty one is not stored. */
  void addCollectionSize(StoreKey collection, long moreBytes) {
    lmdbKey.clear().put(collection.bytes()).flip();
    ByteBuffer stored = environment.collections().get(txn, lmdbKey);
    long bytes = (stored == null ? 0 : stored.getLong(0)) + moreBytes;
    if (bytes != 0) {
      environment.collections().reserve(txn, lmdbKey, Long.BYTES).putLong(bytes);
    } else if (stored != null) {
      environment.collections().delete(txn, lmdbKey);
    }
  }

  /** A number of the meta database, or what to take if it is not there. */
  long number(byte[] name, long absent) {
    lmdbKey.clear().put(name).flip();
    ByteBuffer stored = environment.meta().get(txn, lmdbKey);
    return stored == null ? absent : stored.getLong(0);
  }

  void setNumber(byte[] name, long number) {
    lmdbKey.clear().put(name).flip();
    environment.meta().reserve(txn, lmdbKey, Long.BYTES).putLong(number);
  }

  /** Makes the changes durable, as far as the environment is. */
  void commit() {
    setNumber(Layout.NEXT_NODE, nextNode);
    setNumber(Layout.NEXT_VALUE, nextValue);
    items.close();
    txn.commit();
  }

  @Override
  public void close() {
    txn.close();
  }

  private void putEntry(boolean replaces, byte[] value) {
    if (replaces) {
      deletePieces();
    }
    if (value.length <= Layout.MAX_PIECE_BYTES) {
      items.reserve(lmdbKey, 1 + value.length).put(Layout.WHOLE).put(value);
    } else {
      items
          .reserve(lmdbKey, Layout.IN_PIECES_BYTES)
          .put(Layout.IN_PIECES)
          .putLong(nextValue)
          .putInt(value.length);
      putPieces(nextValue++, value);
    }
  }

  private long putPointer() {
    items.reserve(lmdbKey, Long.BYTES).putLong(nextNode);
    return nextNode++;
  }

  /** Value ids only rise: pieces go to the end of their database. */
  private void putPieces(long valueId, byte[] value) {
    int pieces = Layout.pieces(value.length);
    for (int number = 0; number < pieces; number++) {
      int length = Layout.pieceBytes(value.length, number);
      Layout.writePieceKey(pieceKey, valueId, number);
      environment
          .pieces()
          .reserve(txn, pieceKey, length, PutFlags.MDB_APPEND)
          .put(value, number * Layout.MAX_PIECE_BYTES, length);
    }
  }

  /** Deletes the pieces of the entry the cursor stands on; returns how many. */
  private int deletePieces() {
    ByteBuffer stored = items.val();
    if (stored.get(0) != Layout.IN_PIECES) {
      return 0;
    }
    long valueId = stored.getLong(Layout.VALUE_ID_OFFSET);
    int pieces = Layout.pieces(stored.getInt(Layout.VALUE_LENGTH_OFFSET));
    for (int number = 0; number < pieces; number++) {
      Layout.writePieceKey(pieceKey, valueId, number);
      environment.pieces().delete(txn, pieceKey);
    }
    return pieces;
  }

  /** Deletes the entry the cursor stands on; returns how much that was, in entries and pieces. */
  private int deleteEntry() {
    int pieces = deletePieces();
    items.delete();
    return 1 + pieces;
  }

  private void deleteEmptyNodes(byte[] key, long node, Deque<Step> path) {
    long left = node;
    while (!path.isEmpty() && isEmpty(left)) {
      Step pointer = path.pop();
      Layout.writeKey(lmdbKey, pointer.node(), key, pointer.offset());
      environment.items().delete(txn, lmdbKey);
      left = pointer.node();
    }
  }

  private boolean isEmpty(long node) {
    Layout.writeNodePrefix(lmdbKey, node);
    return !items.get(lmdbKey, GetOp.MDB_SET_RANGE) || !Layout.isInNode(items.key(), node);
  }

  /**
   * Deletes what begins with a prefix; returns what is left of the limit, negative if too little.
   */
  private int deleteBelow(byte[] prefix, int limit) {
    int left = limit;
    while (seek(prefix)) {
      if (left <= 0) {
        return OVER_LIMIT;
      }
      if (Layout.isPointer(items.key())) {
        left = deleteNode(left);
        if (left == OVER_LIMIT) {
          return OVER_LIMIT;
        }
      } else {
        left = Math.max(0, left - deleteEntry());
      }
    }
    return left;
  }

  /** Deletes the pointer the cursor stands on and all behind it. */
  private int deleteNode(int limit) {
    byte[] pointer = new byte[Layout.POINTER_KEY_BYTES];
    items.key().get(0, pointer);
    byte[] prefix = new byte[Layout.NODE_PREFIX_BYTES];
    Layout.writeNodePrefix(lmdbKey, items.val().getLong(0));
    lmdbKey.get(0, prefix);
    int left = deleteBelow(prefix, limit);
    if (left != OVER_LIMIT) {
      lmdbKey.clear().put(pointer).flip();
      environment.items().delete(txn, lmdbKey);
    }
    return left;
  }

  /** Moves to the first LMDB key that begins with a prefix. */
  private boolean seek(byte[] prefix) {
    lmdbKey.clear().put(prefix).flip();
    return items.get(lmdbKey, GetOp.MDB_SET_RANGE)
        && items.key().slice(0, prefix.length).equals(ByteBuffer.wrap(prefix));
  }
}
