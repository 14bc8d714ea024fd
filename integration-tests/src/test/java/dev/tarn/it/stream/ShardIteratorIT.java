package dev.tarn.it.stream;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Ten changes of one item, hence in one shard, and the places from which they can be read. */
final class ShardIteratorIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private DynamoDbStreamsClient client;
  private TestTable table;
  private StreamReader stream;
  private String shardId;
  private List<Record> records;

  @BeforeEach
  void changeAnItem() {
    client = TARN.streams();
    table = TestTable.create(TARN.dynamoDb(), StreamViewType.NEW_IMAGE);
    for (int i = 0; i < 10; i++) {
      table.put("pk", s("a"), "v", n(i));
    }
    stream = new StreamReader(table.describe().latestStreamArn());
    shardId = shardWithRecords();
    records = read(ShardIteratorIT::fromTrimHorizon);
  }

  private String shardWithRecords() {
    return stream.shards(client).stream()
        .map(Shard::shardId)
        .filter(id -> !stream.read(client, id, ShardIteratorIT::fromTrimHorizon).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static void fromTrimHorizon(GetShardIteratorRequest.Builder request) {
    request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
  }

  private List<Record> read(Consumer<GetShardIteratorRequest.Builder> position) {
    return stream.read(client, shardId, position);
  }

  private List<Record> read(ShardIteratorType type, Record record) {
    return read(r -> r.shardIteratorType(type).sequenceNumber(record.dynamodb().sequenceNumber()));
  }

  @Test
  void trimHorizonIsTheOldestRecord() {
    assertThat(records).hasSize(10);
  }

  @Test
  void atASequenceNumberIsWithItsRecord() {
    assertThat(read(ShardIteratorType.AT_SEQUENCE_NUMBER, records.get(4)))
        .isEqualTo(records.subList(4, 10));
  }

  @Test
  void afterASequenceNumberIsWithoutItsRecord() {
    assertThat(read(ShardIteratorType.AFTER_SEQUENCE_NUMBER, records.get(4)))
        .isEqualTo(records.subList(5, 10));
    assertThat(read(ShardIteratorType.AFTER_SEQUENCE_NUMBER, records.getLast())).isEmpty();
  }

  @Test
  void latestIsWhatIsStillToCome() {
    String iterator =
        stream.iterator(client, shardId, r -> r.shardIteratorType(ShardIteratorType.LATEST));
    assertThat(client.getRecords(r -> r.shardIterator(iterator)).records()).isEmpty();
    table.put("pk", s("a"), "v", n(99));
    assertThat(client.getRecords(r -> r.shardIterator(iterator)).records())
        .singleElement()
        .satisfies(r -> assertThat(r.dynamodb().newImage()).containsEntry("v", n(99)));
  }

  @Test
  void aLimitMakesPages() {
    String iterator = stream.iterator(client, shardId, ShardIteratorIT::fromTrimHorizon);
    for (int page = 0; page < 4; page++) {
      String current = Objects.requireNonNull(iterator);
      GetRecordsResponse answer = client.getRecords(r -> r.shardIterator(current).limit(3));
      assertThat(answer.records()).isEqualTo(records.subList(page * 3, Math.min(10, page * 3 + 3)));
      iterator = answer.nextShardIterator();
    }
  }

  @Test
  void anIteratorCanBeUsedAgain() {
    String iterator = stream.iterator(client, shardId, ShardIteratorIT::fromTrimHorizon);
    List<Record> once = client.getRecords(r -> r.shardIterator(iterator)).records();
    assertThat(client.getRecords(r -> r.shardIterator(iterator)).records()).isEqualTo(once);
  }

  @Test
  void rejectsMoreThanAThousandRecords() {
    String iterator = stream.iterator(client, shardId, ShardIteratorIT::fromTrimHorizon);
    assertInvalid(
        "1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member"
            + " must have value less than or equal to 1000",
        () -> client.getRecords(r -> r.shardIterator(iterator).limit(1001)));
    refusal("ValidationException", () -> client.listStreams(r -> r.limit(101)));
  }

  @Test
  void rejectsWhatIsNoIterator() {
    refusal("ValidationException", () -> client.getRecords(r -> r.shardIterator("nonsense")));
  }

  @Test
  void rejectsShardThatIsNotThere() {
    refusal(
        "ResourceNotFoundException",
        () ->
            stream.iterator(
                client, "shardId-00000001732104000000-1a2b3c4d", ShardIteratorIT::fromTrimHorizon));
  }

  @Test
  void rejectsStreamThatIsNotThere() {
    String arn = table.describe().tableArn() + "/stream/2020-01-01T00:00:00.000";
    refusal("ResourceNotFoundException", () -> client.describeStream(r -> r.streamArn(arn)));
  }

  @Test
  void rejectsPositionWithoutItsSequenceNumber() {
    refusal(
        "ValidationException",
        () -> read(r -> r.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)));
  }
}
