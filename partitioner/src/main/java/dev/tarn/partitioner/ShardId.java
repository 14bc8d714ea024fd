package dev.tarn.partitioner;

import java.util.Locale;

/**
 * The name of a stream's shard, like {@code shardId-00000001732104000000-1a2b3c4d}: when the shard
 * was opened, in milliseconds since 1970, and eight hexadecimal digits that tell apart the shards
 * of one moment.
 *
 * @param value the whole name, 37 characters
 */
public record ShardId(String value) {
  /** Names the shard that a table's partition opens at a moment. */
  public static ShardId of(long openedMs, int table, int partition) {
    long mixed = (openedMs * 31 + table) * 1_000_003L + partition;
    mixed = (mixed ^ (mixed >>> 32)) * 0x9E3779B97F4A7C15L;
    // The low ten bits are the partition itself: two shards of one moment never share a name.
    int suffix = ((int) (mixed >>> 32) & ~0x3FF) | partition;
    return new ShardId(String.format(Locale.ROOT, "shardId-%020d-%08x", openedMs, suffix));
  }

  @Override
  public String toString() {
    return value;
  }
}
