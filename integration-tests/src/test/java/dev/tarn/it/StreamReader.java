package dev.tarn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads all shards of a stream, and reads on where it stopped: as the Kinesis library does. */
public final class StreamReader {
  /** An open shard never ends; so many empty answers in a row mean that it has no more now. */
  private static final int EMPTY_ANSWERS = 3;

  private final String streamArn;
  private final Map<String, String> lastSequenceNumbers = new HashMap<>();

  public StreamReader(String streamArn) {
    this.streamArn = streamArn;
  }

  /** The records that are new since the last time, in order within each shard. */
  public List<Record> readOn(DynamoDbStreamsClient client) {
    List<Record> records = new ArrayList<>();
    for (Shard shard : shards(client)) {
      List<Record> more = readOn(client, shard.shardId());
      assertThat(more).isSortedAccordingTo(StreamReader::bySequenceNumber);
      if (!more.isEmpty()) {
        lastSequenceNumbers.put(shard.shardId(), more.getLast().dynamodb().sequenceNumber());
      }
      records.addAll(more);
    }
    return records;
  }

  private List<Record> readOn(DynamoDbStreamsClient client, String shardId) {
    String last = lastSequenceNumbers.get(shardId);
    return last == null
        ? read(client, shardId, r -> r.shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        : read(
            client,
            shardId,
            r -> r.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(last));
  }

  /** All shards, parents before their children. */
  public List<Shard> shards(DynamoDbStreamsClient client) {
    List<Shard> shards = new ArrayList<>();
    String[] start = {null};
    do {
      DescribeStreamResponse page =
          client.describeStream(r -> r.streamArn(streamArn).exclusiveStartShardId(start[0]));
      shards.addAll(page.streamDescription().shards());
      start[0] = page.streamDescription().lastEvaluatedShardId();
    } while (start[0] != null);
    return shards;
  }

  /** A shard's records from an iterator on, up to now. */
  public List<Record> read(
      DynamoDbStreamsClient client,
      String shardId,
      Consumer<GetShardIteratorRequest.Builder> position) {
    List<Record> records = new ArrayList<>();
    String iterator = iterator(client, shardId, position);
    int empty = 0;
    while (iterator != null && empty < EMPTY_ANSWERS) {
      String current = iterator;
      GetRecordsResponse answer = client.getRecords(r -> r.shardIterator(current));
      records.addAll(answer.records());
      empty = answer.records().isEmpty() ? empty + 1 : 0;
      iterator = answer.nextShardIterator();
    }
    return records;
  }

  public @Nullable String iterator(
      DynamoDbStreamsClient client,
      String shardId,
      Consumer<GetShardIteratorRequest.Builder> position) {
    return client
        .getShardIterator(
            r -> {
              r.streamArn(streamArn).shardId(shardId);
              position.accept(r);
            })
        .shardIterator();
  }

  private static int bySequenceNumber(Record a, Record b) {
    return a.dynamodb().sequenceNumber().compareTo(b.dynamodb().sequenceNumber());
  }
}
