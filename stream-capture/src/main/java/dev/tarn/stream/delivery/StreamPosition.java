package dev.tarn.stream.delivery;

import dev.tarn.stream.log.ShardRange;
import dev.tarn.stream.trigger.ReplayPosition;
import java.io.IOException;
import java.time.Duration;

/**
 * Finds positions in what is kept of a partition's changes.
 *
 * @param ports where the log and the clock are
 * @param table the table's number
 * @param partition the partition
 * @param first the first sequence number that is kept
 */
record StreamPosition(Ports ports, int table, int partition, long first) {
  /** How long the service keeps a record. */
  private static final long RETENTION_MS = Duration.ofHours(24).toMillis();

  /** The sequence number that a position means. */
  long find(ReplayPosition position) throws IOException {
    return switch (position) {
      case ReplayPosition.At at -> Math.max(first, at.sequenceNumber().value());
      case ReplayPosition.Since since -> since(since.timestampMs());
      case ReplayPosition.TrimHorizon horizon -> since(ports.nowMs() - RETENTION_MS);
      case ReplayPosition.Latest latest -> ports.changes().visibleSequenceNumber() + 1;
    };
  }

  private long since(long timestampMs) throws IOException {
    ShardRange range = new ShardRange(table, partition, first, Long.MAX_VALUE);
    return ports.changes().read(range, timestampMs, change -> false);
  }
}
