package dev.tarn.stream.shard;

import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.log.ShardRange;
import dev.tarn.stream.record.SequenceNumber;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stream: the changes of one partition in a range of sequence numbers.
 *
 * @param id its name
 * @param parentId the shard that it goes on from, or null for a stream's first shards
 * @param openedMs when it was opened, in milliseconds since 1970
 * @param closedMs when it was closed, or {@link Long#MAX_VALUE} while it is open
 * @param range the changes that belong to it; while it is open they have no end
 */
public record Shard(
    ShardId id, @Nullable ShardId parentId, long openedMs, long closedMs, ShardRange range) {
  /** Whether it takes no more records. */
  public boolean isClosed() {
    return closedMs != Long.MAX_VALUE;
  }

  /** The first sequence number that may belong to it. */
  public SequenceNumber startingSequenceNumber() {
    return new SequenceNumber(range.fromSequenceNumber());
  }

  /** The last sequence number that may belong to it, or null while it is open. */
  public @Nullable SequenceNumber endingSequenceNumber() {
    return isClosed()
        ? new SequenceNumber(Math.max(range.fromSequenceNumber(), range.toSequenceNumber()))
        : null;
  }
}
