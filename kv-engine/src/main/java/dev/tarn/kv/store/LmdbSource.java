package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.GetOp;

/**
 * A range of the entries in LMDB. Where a key is longer than LMDB takes, it steps into the node
 * behind the pointer, and back out at the node's end.
 */
final class LmdbSource implements EntrySource {
  private final ReadTransaction read;
  private final Cursor<ByteBuffer> items;
  private final ByteBuffer lmdbKey;
  private final StoreKey lower;
  private final StoreKey upper;
  private final boolean forward;
  private Node node = Node.ROOT;
  private @Nullable StoreKey key;

  /** A node that the source is in. */
  private static final class Node {
    static final Node ROOT = new Node(Layout.ROOT, null, new byte[0], new byte[0]);

    final long id;

    /** Where the node's pointer is; null for the root. */
    final @Nullable Node parent;

    /** The LMDB key of the node's pointer. */
    final byte[] pointer;

    /** The beginning of every key in the node. */
    final byte[] prefix;

    private Node(long id, @Nullable Node parent, byte[] pointer, byte[] prefix) {
      this.id = id;
      this.parent = parent;
      this.pointer = pointer;
      this.prefix = prefix;
    }

    /** The node behind a pointer that lies in this one. */
    Node behind(ByteBuffer lmdbKey, ByteBuffer stored) {
      byte[] pointer = new byte[lmdbKey.remaining()];
      lmdbKey.get(0, pointer);
      return new Node(stored.getLong(0), this, pointer, wholeKey(lmdbKey));
    }

    /** What an LMDB key in this node stands for. */
    byte[] wholeKey(ByteBuffer lmdbKey) {
      int skipped = Layout.prefixBytes(id);
      byte[] key = Arrays.copyOf(prefix, prefix.length + lmdbKey.remaining() - skipped);
      lmdbKey.get(skipped, key, prefix.length, key.length - prefix.length);
      return key;
    }
  }

  /**
   * The entries from {@code lower} on and before {@code upper}; backwards the last of them first.
   */
  LmdbSource(ReadTransaction read, StoreKey lower, StoreKey upper, boolean forward) {
    this.read = read;
    this.items = read.items();
    this.lmdbKey = read.lmdbKey();
    this.lower = lower;
    this.upper = upper;
    this.forward = forward;
  }

  @Override
  public boolean advance() {
    boolean found = key == null ? seek() : step();
    if (!settle(found)) {
      return false;
    }
    StoreKey reached = StoreKey.wrap(node.wholeKey(items.key()));
    key = reached;
    return forward ? reached.compareTo(upper) < 0 : reached.compareTo(lower) >= 0;
  }

  @Override
  public StoreKey key() {
    if (key == null) {
      throw new IllegalStateException("the source stands on no entry");
    }
    return key;
  }

  @Override
  public boolean isTombstone() {
    return false;
  }

  @Override
  public byte[] value() {
    return read.value(items.val());
  }

  /** Moves to where the range begins, stepping into the nodes on the way. */
  private boolean seek() {
    byte[] bound = (forward ? lower : upper).bytes();
    int offset = 0;
    while (true) {
      offset = Layout.writeKey(lmdbKey, node.id, bound, offset);
      boolean found = items.get(lmdbKey, GetOp.MDB_SET_RANGE);
      if (!found || !Layout.isPointer(lmdbKey) || !items.key().equals(lmdbKey)) {
        return forward ? found : stepBeforeCeiling(found);
      }
      node = node.behind(items.key(), items.val());
    }
  }

  /** From the first LMDB key at or after a bound, which may not exist, to the one before it. */
  private boolean stepBeforeCeiling(boolean found) {
    return found ? items.prev() : items.last();
  }

  private boolean step() {
    return forward ? items.next() : items.prev();
  }

  /** From wherever a move led to the next entry: out of nodes that end, into those that begin. */
  private boolean settle(boolean moved) {
    boolean found = moved;
    while (true) {
      if (!found || !Layout.isInNode(items.key(), node.id)) {
        Node parent = node.parent;
        if (parent == null) {
          return false;
        }
        lmdbKey.clear().put(node.pointer).flip();
        found = items.get(lmdbKey, GetOp.MDB_SET) && step();
        node = parent;
      } else if (Layout.isPointer(items.key())) {
        node = node.behind(items.key(), items.val());
        found = forward ? toFirst() : toLast();
      } else {
        return true;
      }
    }
  }

  private boolean toFirst() {
    Layout.writeNodePrefix(lmdbKey, node.id);
    return items.get(lmdbKey, GetOp.MDB_SET_RANGE);
  }

  private boolean toLast() {
    Layout.writeNodePrefix(lmdbKey, node.id + 1);
    return stepBeforeCeiling(items.get(lmdbKey, GetOp.MDB_SET_RANGE));
  }
}
