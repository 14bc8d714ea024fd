package dev.tarn.stream.shard;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.log.ShardRange;
import dev.tarn.stream.record.SequenceNumber;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The operation GetShardIterator. */
final class GetShardIterator {
  private final StreamDirectory directory;
  private final TrimHorizon horizon;
  private final LongSupplier visibleSequenceNumber;
  private final InstantSource clock;

  GetShardIterator(
      StreamDirectory directory,
      TrimHorizon horizon,
      LongSupplier visibleSequenceNumber,
      InstantSource clock) {
    this.directory = directory;
    this.horizon = horizon;
    this.visibleSequenceNumber = visibleSequenceNumber;
    this.clock = clock;
  }

  String get(StreamId id, ShardId shardId, ShardIteratorType type, @Nullable SequenceNumber number)
      throws IOException {
    TableStream stream = directory.stream(id);
    Shard shard = directory.shard(stream, shardId);
    return new ShardIterator(
            clock.millis(),
            stream.table().number(),
            id.label(),
            shard.range().partition(),
            shard.openedMs(),
            type == ShardIteratorType.TRIM_HORIZON,
            position(shard, type, number))
        .encode();
  }

  private long position(Shard shard, ShardIteratorType type, @Nullable SequenceNumber number)
      throws IOException {
    ShardRange range = shard.range();
    return switch (type) {
      case TRIM_HORIZON -> range.fromSequenceNumber();
      case LATEST -> Math.max(range.fromSequenceNumber(), newest(range) + 1);
      case AT_SEQUENCE_NUMBER -> untrimmed(range, inside(range, number));
      case AFTER_SEQUENCE_NUMBER -> untrimmed(range, inside(range, number) + 1);
    };
  }

  private long newest(ShardRange range) {
    return Math.min(range.toSequenceNumber(), visibleSequenceNumber.getAsLong());
  }

  private long inside(ShardRange range, @Nullable SequenceNumber number) {
    if (number == null) {
      throw new ValidationException(
          "SequenceNumber is required for AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER");
    }
    long first = range.fromSequenceNumber();
    if (number.value() < first || number.value() > Math.max(first, newest(range))) {
      throw new ValidationException("Invalid SequenceNumber: it is not in the shard: " + number);
    }
    return number.value();
  }

  private long untrimmed(ShardRange range, long position) throws IOException {
    if (horizon.hasTrimmed(range.from(position))) {
      throw GetRecords.trimmed();
    }
    return position;
  }
}
