package dev.tarn.stream.shard;

import dev.tarn.kv.error.DynamoDbException.ExpiredIteratorException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.TrimmedDataAccessException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.log.LogReader;
import dev.tarn.stream.record.SequenceNumber;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The four operations of DynamoDB Streams, without their wire format. Safe for any number of
 * threads. An {@link IOException} means that the log cannot be read: a fault of ours.
 */
public final class Streams {
  /** The most streams or shards on a page, and how many there are by default. */
  public static final int MAX_LIST_LIMIT = 100;

  /** The most records on a page, and how many there are by default. */
  public static final int MAX_RECORDS_LIMIT = 1000;

  private final StreamDirectory directory;
  private final ListStreams listStreams;
  private final DescribeStream describeStream;
  private final GetShardIterator getShardIterator;
  private final GetRecords getRecords;
  private final StreamTail tail;

  /**
   * The streams of a group.
   *
   * @param tables the tables whose streams can be read
   * @param partitions how many shards a stream has at once
   * @param log the changes
   * @param visibleSequenceNumber the last change that item reads see: a stream must not tell of a
   *     change before GetItem does
   * @param clock decides what is trimmed and what has expired
   * @param switchDelay how long it is said to take to enable and to disable a stream
   * @param arn how an error calls a stream
   */
  public Streams(
      TableCatalog tables,
      PartitionMap partitions,
      LogReader log,
      LongSupplier visibleSequenceNumber,
      InstantSource clock,
      Duration switchDelay,
      Function<StreamId, String> arn) {
    TrimHorizon horizon = new TrimHorizon(log, clock);
    this.directory = new StreamDirectory(tables, partitions, horizon, arn);
    this.listStreams = new ListStreams(directory);
    this.describeStream = new DescribeStream(directory, clock, switchDelay);
    this.getShardIterator = new GetShardIterator(directory, horizon, visibleSequenceNumber, clock);
    this.getRecords = new GetRecords(directory, horizon, log, visibleSequenceNumber, clock);
    this.tail = new StreamTail(directory, partitions, horizon, log, visibleSequenceNumber);
  }

  /**
   * Lists the streams that are enabled, or were disabled less than 24 hours ago.
   *
   * @param table only those of tables of this name, if not null
   * @param exclusiveStart only those after this, which need not be there any more
   * @param limit 1 to {@value #MAX_LIST_LIMIT}
   */
  public StreamPage listStreams(
      @Nullable TableName table, @Nullable StreamId exclusiveStart, int limit) {
    return listStreams.list(table, exclusiveStart, checked(limit, MAX_LIST_LIMIT));
  }

  /**
   * Describes a stream and those of its shards that can have something to read.
   *
   * @param childrenOf only the shards that go on from this one, if not null
   * @param exclusiveStart only shards after this, which need not be there any more
   * @param limit 1 to {@value #MAX_LIST_LIMIT}
   * @throws ResourceNotFoundException if there is no such stream, or no such parent
   */
  public StreamDescription describeStream(
      StreamId stream, @Nullable ShardId childrenOf, @Nullable ShardId exclusiveStart, int limit) {
    return describeStream.describe(
        stream, childrenOf, exclusiveStart, checked(limit, MAX_LIST_LIMIT));
  }

  /**
   * Gives an iterator for {@link #getRecords}, to be used within 15 minutes.
   *
   * @param sequenceNumber for the types that need one
   * @throws ResourceNotFoundException if there is no such stream or shard
   * @throws ValidationException if the sequence number is missing or not in the shard
   * @throws TrimmedDataAccessException if the record there is older than 24 hours
   */
  public String getShardIterator(
      StreamId stream,
      ShardId shard,
      ShardIteratorType type,
      @Nullable SequenceNumber sequenceNumber)
      throws IOException {
    return getShardIterator.get(stream, shard, type, sequenceNumber);
  }

  /**
   * Reads a page of up to 1 MB of records.
   *
   * @param limit 1 to {@value #MAX_RECORDS_LIMIT}
   * @throws ValidationException if the iterator is none of ours
   * @throws ExpiredIteratorException if it is older than 15 minutes
   * @throws ResourceNotFoundException if the stream or shard is not there any more
   * @throws TrimmedDataAccessException if the record there is older than 24 hours
   */
  public RecordPage getRecords(String shardIterator, int limit) throws IOException {
    return getRecords.get(shardIterator, checked(limit, MAX_RECORDS_LIMIT));
  }

  /**
   * The position behind a stream's newest record, for {@link #tailFrom}.
   *
   * @throws ResourceNotFoundException if there is no such stream
   */
  public long tailLatest(StreamId stream) {
    return tail.latest(stream);
  }

  /**
   * Reads all shards of a stream as one, in the order of their commits, from the oldest record
   * kept.
   *
   * @param limit of the records of a shard, 1 to {@value #MAX_RECORDS_LIMIT}
   * @throws ResourceNotFoundException if there is no such stream
   */
  public TailPage tailOldest(StreamId stream, int limit) throws IOException {
    return tail.oldest(stream, checked(limit, MAX_RECORDS_LIMIT));
  }

  /**
   * As {@link #tailOldest}, from a sequence number on.
   *
   * @throws TrimmedDataAccessException if a record there is older than 24 hours
   */
  public TailPage tailFrom(StreamId stream, long sequenceNumber, int limit) throws IOException {
    return tail.from(stream, sequenceNumber, checked(limit, MAX_RECORDS_LIMIT));
  }

  /**
   * The table whose changes an iterator reads.
   *
   * @throws ValidationException if the iterator is none of ours
   * @throws ResourceNotFoundException if the stream is not there any more
   */
  public TableName table(String shardIterator) {
    return directory.stream(ShardIterator.decode(shardIterator)).table().name();
  }

  /** Has every iterator expire that was given up to a time, in milliseconds since 1970. */
  public void expireIterators(long untilMs) {
    getRecords.expireIterators(untilMs);
  }

  private static int checked(int limit, int max) {
    if (limit < 1 || limit > max) {
      throw new IllegalArgumentException("a limit of 1 to " + max + ", not " + limit);
    }
    return limit;
  }
}
