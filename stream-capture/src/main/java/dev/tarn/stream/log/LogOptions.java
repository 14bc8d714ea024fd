package dev.tarn.stream.log;

import dev.tarn.kv.table.StreamDefinition;
import java.time.Duration;

/**
 * The settings of a log.
 *
 * @param durability what {@link SegmentedLog#sync} waits for
 * @param segmentBytes the size at which a segment is closed; a single batch may exceed it
 * @param segmentAgeMs the age at which a segment is closed, so that retention can delete it
 * @param retentionMs how long a commit is kept after it was made; streams show it no longer than
 *     {@link StreamDefinition#RETENTION}
 * @param stagingBytes the size of the batch being filled from which {@link SegmentedLog#append}
 *     waits for the sync under way
 * @param indexCacheBytes memory for the indexes of closed segments
 */
public record LogOptions(
    Durability durability,
    int segmentBytes,
    long segmentAgeMs,
    long retentionMs,
    int stagingBytes,
    long indexCacheBytes) {
  /** 64 MiB or an hour per segment, kept as long as a stream shows it, synced to the disk. */
  public static final LogOptions DEFAULT =
      new LogOptions(
          Durability.FSYNC,
          64 << 20,
          Duration.ofHours(1).toMillis(),
          StreamDefinition.RETENTION.toMillis(),
          16 << 20,
          32 << 20);

  /** These options with another durability. */
  public LogOptions withDurability(Durability other) {
    return new LogOptions(
        other, segmentBytes, segmentAgeMs, retentionMs, stagingBytes, indexCacheBytes);
  }

  /** These options with another size of segments. */
  public LogOptions withSegmentBytes(int other) {
    return new LogOptions(
        durability, other, segmentAgeMs, retentionMs, stagingBytes, indexCacheBytes);
  }

  /** These options with another retention. */
  public LogOptions withRetentionMs(long other) {
    return new LogOptions(
        durability, segmentBytes, segmentAgeMs, other, stagingBytes, indexCacheBytes);
  }

  /** These options with another bound of the batch being filled. */
  public LogOptions withStagingBytes(int other) {
    return new LogOptions(
        durability, segmentBytes, segmentAgeMs, retentionMs, other, indexCacheBytes);
  }
}
