package dev.tarn.stream.shard;

import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.stream.log.ChangePosition;
import dev.tarn.stream.log.LogReader;
import dev.tarn.stream.log.ShardRange;
import java.io.IOException;
import java.time.InstantSource;

/**
 * The moment before which records are not shown any more, whether or not the log still has them.
 */
final class TrimHorizon {
  private final LogReader log;
  private final InstantSource clock;

  TrimHorizon(LogReader log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** The time that the oldest record shown can have, in milliseconds since 1970. */
  long sinceMs() {
    return clock.millis() - StreamDefinition.RETENTION.toMillis();
  }

  /** Whether the records to be read from the start of the range are not all there any more. */
  boolean hasTrimmed(ShardRange range) throws IOException {
    if (range.fromSequenceNumber() < log.firstSequenceNumber()) {
      return true;
    }
    ChangePosition first = log.first(range);
    return first != null && first.timestampMs() < sinceMs();
  }
}
