package dev.tarn.stream.shard;

import dev.tarn.kv.error.DynamoDbException.ExpiredIteratorException;
import dev.tarn.kv.error.DynamoDbException.TrimmedDataAccessException;
import dev.tarn.stream.log.LogReader;
import dev.tarn.stream.log.LoggedChange;
import dev.tarn.stream.log.ShardRange;
import dev.tarn.stream.record.StreamRecord;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The operation GetRecords. */
final class GetRecords {
  /** The most a page holds (API reference, GetRecords); a single record may exceed it. */
  static final int MAX_PAGE_BYTES = 1 << 20;

  private final StreamDirectory directory;
  private final TrimHorizon horizon;
  private final LogReader log;
  private final LongSupplier visibleSequenceNumber;
  private final InstantSource clock;
  private volatile long expiredUntilMs = Long.MIN_VALUE;

  GetRecords(
      StreamDirectory directory,
      TrimHorizon horizon,
      LogReader log,
      LongSupplier visibleSequenceNumber,
      InstantSource clock) {
    this.directory = directory;
    this.horizon = horizon;
    this.log = log;
    this.visibleSequenceNumber = visibleSequenceNumber;
    this.clock = clock;
  }

  void expireIterators(long untilMs) {
    expiredUntilMs = untilMs;
  }

  RecordPage get(String token, int limit) throws IOException {
    ShardIterator iterator = ShardIterator.decode(token);
    if (iterator.isExpired(clock.millis()) || iterator.issuedMs() <= expiredUntilMs) {
      throw new ExpiredIteratorException(
          "The shard iterator has expired: it can be used for 15 minutes");
    }
    TableStream stream = directory.stream(iterator);
    Shard shard = directory.shard(stream, iterator);
    ShardRange range = readable(shard, iterator);
    Page page = new Page(stream, limit);
    long next = log.read(range, horizon.sinceMs(), page::add);
    return new RecordPage(
        page.records,
        next > shard.range().toSequenceNumber()
            ? null
            : iterator.next(next, clock.millis()).encode());
  }

  /** What the iterator leaves of the shard, as far as the stores show it too. */
  private ShardRange readable(Shard shard, ShardIterator iterator) throws IOException {
    ShardRange range =
        shard.range().from(iterator.sequenceNumber()).upTo(visibleSequenceNumber.getAsLong());
    if (!iterator.trimHorizon() && horizon.hasTrimmed(range)) {
      throw trimmed();
    }
    return range;
  }

  static TrimmedDataAccessException trimmed() {
    return new TrimmedDataAccessException("The data you are trying to access has been trimmed");
  }

  /** Records until there are enough of them. */
  private static final class Page {
    private final TableStream stream;
    private final int limit;
    private final List<StreamRecord> records = new ArrayList<>();
    private int bytes;

    Page(TableStream stream, int limit) {
      this.stream = stream;
      this.limit = limit;
    }

    boolean add(LoggedChange change) {
      if (records.size() == limit) {
        return false;
      }
      StreamRecord record = StreamRecord.of(change, stream.table(), stream.stream().viewType());
      if (!records.isEmpty() && bytes + record.sizeBytes() > MAX_PAGE_BYTES) {
        return false;
      }
      bytes += record.sizeBytes();
      return records.add(record);
    }
  }
}
