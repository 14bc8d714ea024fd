package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How a store lies in its LMDB environment: four databases.
 *
 * <pre>
 * items   [key]                         of fewer than 511 bytes: an entry
 *         [first 511 bytes of the key]  a pointer to a node, whose entries lie under
 *         [FF FF FF FF][node id 8][rest of the key], where the same rule holds again
 *
 *         an entry   00 [value]
 *                    01 [value id 8][length 4]    if the value is longer than 4,050 bytes
 *         a pointer  [node id 8]
 *
 * pieces  [value id 8][number 4]        up to 4,050 bytes of a value
 *
 * meta    "format"                      [version 8]
 *         "flushed"                     [highest sequence number in the store 8]
 *         "next node", "next value"     [first id not yet given away 8]
 *         "counts" [table 4]            [item count 8][size in bytes 8], or nothing while the
 *                                       table is being dropped
 *
 * collections  [table 4][partition key hash 16]   the size in bytes 8, more than none, of an item
 *                                                 collection that has a limit
 * </pre>
 *
 * <p>LMDB takes keys of up to 511 bytes and compares them as unsigned bytes: a pointer sorts as the
 * keys behind it do. A piece fills one page: longer values need contiguous pages, which are costly
 * to find in a large free list.
 */
final class Layout {
  /** The version written, and the highest understood. */
  static final long FORMAT_VERSION = 2;

  /** The length of a pointer's key, the longest that LMDB takes. */
  static final int POINTER_KEY_BYTES = 511;

  /** Instead of a node's id, for the entries that lie behind no pointer. */
  static final long ROOT = -1;

  /** No table has this number. */
  static final int NODE_MARK = 0xFFFFFFFF;

  /** Where the rest of a key begins in a node's entry. */
  static final int NODE_PREFIX_BYTES = Integer.BYTES + Long.BYTES;

  static final int MAX_PIECE_BYTES = 4050;

  static final byte WHOLE = 0;
  static final byte IN_PIECES = 1;
  static final int VALUE_ID_OFFSET = 1;
  static final int VALUE_LENGTH_OFFSET = VALUE_ID_OFFSET + Long.BYTES;
  static final int IN_PIECES_BYTES = VALUE_LENGTH_OFFSET + Integer.BYTES;

  static final int PIECE_KEY_BYTES = Long.BYTES + Integer.BYTES;

  static final byte[] FORMAT = ascii("format");
  static final byte[] FLUSHED = ascii("flushed");
  static final byte[] NEXT_NODE = ascii("next node");
  static final byte[] NEXT_VALUE = ascii("next value");
  static final byte[] COUNTS = ascii("counts");

  private Layout() {}

  /**
   * Writes the LMDB key for what follows {@code offset} in a key, as it lies in a node.
   *
   * @return the offset behind what is in the LMDB key
   */
  static int writeKey(ByteBuffer target, long node, byte[] key, int offset) {
    target.clear();
    if (node != ROOT) {
      target.putInt(NODE_MARK).putLong(node);
    }
    int length = Math.min(key.length - offset, POINTER_KEY_BYTES - target.position());
    target.put(key, offset, length).flip();
    return offset + length;
  }

  static void writeNodePrefix(ByteBuffer target, long node) {
    target.clear().putInt(NODE_MARK).putLong(node).flip();
  }

  static void writePieceKey(ByteBuffer target, long valueId, int number) {
    target.clear().putLong(valueId).putInt(number).flip();
  }

  static void writeCountsKey(ByteBuffer target, int table) {
    target.clear().put(COUNTS).putInt(table).flip();
  }

  static boolean isPointer(ByteBuffer lmdbKey) {
    return lmdbKey.remaining() == POINTER_KEY_BYTES;
  }

  static boolean isInNode(ByteBuffer lmdbKey, long node) {
    boolean marked = lmdbKey.getInt(0) == NODE_MARK;
    return node == ROOT ? !marked : marked && lmdbKey.getLong(Integer.BYTES) == node;
  }

  /** How many bytes of an LMDB key in a node do not belong to the key it stands for. */
  static int prefixBytes(long node) {
    return node == ROOT ? 0 : NODE_PREFIX_BYTES;
  }

  static int pieces(int length) {
    return (length + MAX_PIECE_BYTES - 1) / MAX_PIECE_BYTES;
  }

  static int pieceBytes(int length, int number) {
    return Math.min(MAX_PIECE_BYTES, length - number * MAX_PIECE_BYTES);
  }

  /** The first key a table can have, and so the end of the table before. */
  static StoreKey firstKey(int table) {
    byte[] key = new byte[StoreKey.SORT_KEY_OFFSET];
    ByteBuffer.wrap(key).putInt(table);
    return StoreKey.wrap(key);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
