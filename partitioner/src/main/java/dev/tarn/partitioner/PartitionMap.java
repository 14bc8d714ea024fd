package dev.tarn.partitioner;

/**
 * The division of the hash space over a fixed number of partitions.
 *
 * @param partitions how many partitions there are, 1 to 1,024
 */
public record PartitionMap(int partitions) {
  /** The most partitions a data directory can have. */
  public static final int MAX_PARTITIONS = 1024;

  /** Rejects a number of partitions outside 1 to {@value #MAX_PARTITIONS}. */
  public PartitionMap {
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      throw new IllegalArgumentException("partitions must be 1 to " + MAX_PARTITIONS);
    }
  }

  /** The partition that owns the key. */
  public int locate(KeyHash hash) {
    return HashRange.locate(hash.high(), partitions);
  }

  /** The hashes that a partition owns. */
  public HashRange range(int partition) {
    return HashRange.slice(partition, partitions);
  }
}
