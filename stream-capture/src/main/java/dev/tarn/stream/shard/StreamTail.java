package dev.tarn.stream.shard;

import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.stream.log.LogReader;
import dev.tarn.stream.log.LoggedChange;
import dev.tarn.stream.log.ShardRange;
import dev.tarn.stream.record.StreamRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Reads a stream as one, through all of its shards: records in the order in which their changes
 * were committed. As sequence numbers are the log's, one of them is a position in all partitions.
 */
final class StreamTail {
  /** For each partition; a single record may exceed it. */
  private static final int MAX_BYTES = 256 * 1024;

  private final StreamDirectory directory;
  private final PartitionMap partitions;
  private final TrimHorizon horizon;
  private final LogReader log;
  private final LongSupplier visibleSequenceNumber;

  StreamTail(
      StreamDirectory directory,
      PartitionMap partitions,
      TrimHorizon horizon,
      LogReader log,
      LongSupplier visibleSequenceNumber) {
    this.directory = directory;
    this.partitions = partitions;
    this.horizon = horizon;
    this.log = log;
    this.visibleSequenceNumber = visibleSequenceNumber;
  }

  /** The position behind the newest record. */
  long latest(StreamId id) {
    long visible = visibleSequenceNumber.getAsLong();
    return newest(directory.stream(id).stream(), visible) + 1;
  }

  /** A page from the oldest record that is kept. */
  TailPage oldest(StreamId id, int limit) throws IOException {
    // Before the stream is looked at: what is visible then, the stream's end included, is in it.
    long visible = visibleSequenceNumber.getAsLong();
    TableStream stream = directory.stream(id);
    return read(stream, stream.stream().startSequenceNumber(), visible, limit);
  }

  /** A page from a position that a page before led to. */
  TailPage from(StreamId id, long sequenceNumber, int limit) throws IOException {
    long visible = visibleSequenceNumber.getAsLong();
    TableStream stream = directory.stream(id);
    for (int partition = 0; partition < partitions.partitions(); partition++) {
      if (horizon.hasTrimmed(range(stream, partition, sequenceNumber))) {
        throw GetRecords.trimmed();
      }
    }
    return read(stream, sequenceNumber, visible, limit);
  }

  private TailPage read(TableStream stream, long from, long visible, int limit) throws IOException {
    long newest = newest(stream.stream(), visible);
    // Behind this, a partition may have records that were not read.
    long next = Math.max(from, newest + 1);
    List<StreamRecord> records = new ArrayList<>();
    for (int partition = 0; partition < partitions.partitions(); partition++) {
      Part part = new Part(stream, limit);
      ShardRange range = range(stream, partition, from).upTo(newest);
      next = Math.min(next, log.read(range, horizon.sinceMs(), part::add));
      records.addAll(part.records);
    }
    long end = next;
    records.removeIf(record -> record.sequenceNumber().value() >= end);
    records.sort(Comparator.comparing(StreamRecord::sequenceNumber));
    return new TailPage(records, next, !stream.stream().enabled() && next > newest);
  }

  private static long newest(StreamDefinition stream, long visible) {
    return stream.end() == null ? visible : Math.min(visible, stream.end().lastSequenceNumber());
  }

  private static ShardRange range(TableStream stream, int partition, long from) {
    return new ShardRange(stream.table().number(), partition, from, Long.MAX_VALUE);
  }

  /** Records of one partition, until there are enough of them. */
  private static final class Part {
    private final TableStream stream;
    private final int limit;
    private final List<StreamRecord> records = new ArrayList<>();
    private int bytes;

    Part(TableStream stream, int limit) {
      this.stream = stream;
      this.limit = limit;
    }

    boolean add(LoggedChange change) {
      if (records.size() == limit || bytes > MAX_BYTES) {
        return false;
      }
      StreamRecord record = StreamRecord.of(change, stream.table(), stream.stream().viewType());
      bytes += record.sizeBytes();
      return records.add(record);
    }
  }
}
