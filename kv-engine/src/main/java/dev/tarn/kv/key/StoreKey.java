package dev.tarn.kv.key;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import dev.tarn.partitioner.KeyHash;
import java.util.Arrays;

/**
 * The key under which an entry is stored. Keys compare as unsigned bytes.
 *
 * <pre>
 * offset  0        4                 20
 *         +--------+-----------------+------------------------------+
 *         | table  | partition key   | sort key, order-preserving,  |
 *         | number | hash, 16 bytes  | 0 to 1,024 bytes or longer   |
 *         +--------+-----------------+------------------------------+
 * </pre>
 *
 * <p>So a table's items lie together, in hash order; the items of one partition key lie together,
 * in the order of their sort keys.
 */
public final class StoreKey implements Comparable<StoreKey> {
  /** Where the hash begins. */
  public static final int HASH_OFFSET = Integer.BYTES;

  /** Where the sort key begins. */
  public static final int SORT_KEY_OFFSET = HASH_OFFSET + KeyHash.BYTES;

  private final byte[] bytes;

  /**
   * With the hash's high bits it settles nearly every comparison, without a look at the bytes,
   * which lie elsewhere in memory.
   */
  private final int table;

  private final long hashHigh;

  private StoreKey(byte[] bytes) {
    this.bytes = bytes;
    this.table = Ints.fromByteArray(bytes);
    this.hashHigh = readLong(bytes, HASH_OFFSET);
  }

  /** Takes over bytes that have the layout above. */
  public static StoreKey wrap(byte[] bytes) {
    if (bytes.length < SORT_KEY_OFFSET) {
      throw new IllegalArgumentException("a stored key has at least " + SORT_KEY_OFFSET + " bytes");
    }
    return new StoreKey(bytes);
  }

  /** The key of a table's entry. */
  public static StoreKey of(int table, KeyHash hash, byte[] sortKey) {
    byte[] bytes = new byte[SORT_KEY_OFFSET + sortKey.length];
    writeInt(bytes, 0, table);
    writeLong(bytes, HASH_OFFSET, hash.high());
    writeLong(bytes, HASH_OFFSET + Long.BYTES, hash.low());
    System.arraycopy(sortKey, 0, bytes, SORT_KEY_OFFSET, sortKey.length);
    return new StoreKey(bytes);
  }

  /** The whole key, to be read only. */
  public byte[] bytes() {
    return bytes;
  }

  /** The number of the table the entry belongs to. */
  public int table() {
    return table;
  }

  /** The hash of the partition key. */
  public KeyHash hash() {
    return new KeyHash(hashHigh, readLong(bytes, HASH_OFFSET + Long.BYTES));
  }

  /** The key's item collection: the least key with the same partition key. */
  public StoreKey collection() {
    return new StoreKey(Arrays.copyOf(bytes, SORT_KEY_OFFSET));
  }

  @Override
  public int compareTo(StoreKey other) {
    int byTable = Integer.compareUnsigned(table, other.table);
    if (byTable != 0) {
      return byTable;
    }
    int byHash = Long.compareUnsigned(hashHigh, other.hashHigh);
    return byHash != 0
        ? byHash
        : Arrays.compareUnsigned(
            bytes,
            HASH_OFFSET + Long.BYTES,
            bytes.length,
            other.bytes,
            HASH_OFFSET + Long.BYTES,
            other.bytes.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoreKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private static long readLong(byte[] bytes, int offset) {
    return Longs.fromBytes(
        bytes[offset],
        bytes[offset + 1],
        bytes[offset + 2],
        bytes[offset + 3],
        bytes[offset + 4],
        bytes[offset + 5],
        bytes[offset + 6],
        bytes[offset + 7]);
  }

  private static void writeInt(byte[] bytes, int offset, int value) {
    System.arraycopy(Ints.toByteArray(value), 0, bytes, offset, Integer.BYTES);
  }

  private static void writeLong(byte[] bytes, int offset, long value) {
    System.arraycopy(Longs.toByteArray(value), 0, bytes, offset, Long.BYTES);
  }
}
