package dev.tarn.partitioner;

/**
 * A range of {@link KeyHash#high()} values, both ends included, as unsigned numbers.
 *
 * @param first the lowest hash of the range
 * @param last the highest hash of the range
 */
public record HashRange(long first, long last) {
  /** The range of every hash. */
  public static final HashRange ALL = new HashRange(0, -1L);

  /** Rejects a range that ends before it begins. */
  public HashRange {
    if (Long.compareUnsigned(first, last) > 0) {
      throw new IllegalArgumentException("a hash range ends before it begins");
    }
  }

  /**
   * The {@code index}-th of {@code count} ranges of nearly equal width that together hold every
   * hash.
   */
  public static HashRange slice(int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("no slice " + index + " of " + count);
    }
    return new HashRange(start(index, count), start(index + 1, count) - 1);
  }

  /** The slice, of {@code count}, that holds the hash: the inverse of {@link #slice}. */
  public static int locate(long hash, int count) {
    return (int) Math.unsignedMultiplyHigh(hash, count);
  }

  /** Whether this range holds the hash. */
  public boolean contains(long hash) {
    return Long.compareUnsigned(first, hash) <= 0 && Long.compareUnsigned(hash, last) <= 0;
  }

  /** Whether any hash lies in both ranges. */
  public boolean overlaps(HashRange other) {
    return Long.compareUnsigned(first, other.last) <= 0
        && Long.compareUnsigned(other.first, last) <= 0;
  }

  /** The least hash h with h * count / 2^64 >= index; wraps to 0 for the end of the last slice. */
  private static long start(int index, int count) {
    if (index == 0 || index == count) {
      return 0;
    }
    // ceil(index * 2^64 / count), with 2^64 = quotient * count + remainder.
    long quotient = Long.divideUnsigned(-1L, count);
    long remainder = Long.remainderUnsigned(-1L, count) + 1;
    return quotient * index + (remainder * index + count - 1) / count;
  }
}
