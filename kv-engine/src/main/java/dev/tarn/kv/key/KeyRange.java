package dev.tarn.kv.key;

import dev.tarn.partitioner.HashRange;
import dev.tarn.partitioner.KeyHash;
import java.util.Arrays;

/**
 * A range of stored keys.
 *
 * @param lower the lowest key that may be in it
 * @param upper the lowest key beyond it
 */
public record KeyRange(StoreKey lower, StoreKey upper) {
  private static final byte[] NOTHING = {};

  /** Every key of one partition key in a table. */
  public static KeyRange ofPartitionKey(int table, KeyHash hash) {
    StoreKey first = StoreKey.of(table, hash, NOTHING);
    return new KeyRange(first, afterPrefix(first));
  }

  /** Every key of a table whose hash lies in a range. */
  public static KeyRange ofHashes(int table, HashRange hashes) {
    StoreKey first = StoreKey.of(table, new KeyHash(hashes.first(), 0), NOTHING);
    StoreKey last = StoreKey.of(table, new KeyHash(hashes.last(), -1L), NOTHING);
    return new KeyRange(first, afterPrefix(last));
  }

  /** Whether no key can be in it. */
  public boolean isEmpty() {
    return lower.compareTo(upper) >= 0;
  }

  /** The part of this range from a key on, the key itself included. */
  public KeyRange from(StoreKey key) {
    return key.compareTo(lower) > 0 ? new KeyRange(key, upper) : this;
  }

  /** The part of this range before a key. */
  public KeyRange before(StoreKey key) {
    return key.compareTo(upper) < 0 ? new KeyRange(lower, key) : this;
  }

  /** The key that follows immediately: no other lies between. */
  public static StoreKey after(StoreKey key) {
    return StoreKey.wrap(Arrays.copyOf(key.bytes(), key.bytes().length + 1));
  }

  /** The lowest key that neither begins with the prefix nor lies before it. */
  public static StoreKey afterPrefix(StoreKey prefix) {
    byte[] bytes = prefix.bytes().clone();
    int last = bytes.length - 1;
    while (last >= 0 && ++bytes[last] == 0) {
      last--;
    }
    if (last < 0) {
      throw new IllegalArgumentException("no key lies after the prefix " + prefix);
    }
    // Zeros that a carry has left behind would come before shorter keys' continuations.
    int length = Math.max(last + 1, StoreKey.SORT_KEY_OFFSET);
    return StoreKey.wrap(Arrays.copyOf(bytes, length));
  }
}
