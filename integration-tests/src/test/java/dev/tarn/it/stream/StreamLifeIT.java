package dev.tarn.it.stream;

import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Streams and their shards, from the first record to a restart. */
final class StreamLifeIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static StreamDescription describe(String arn) {
    return TARN.streams().describeStream(r -> r.streamArn(arn)).streamDescription();
  }

  private static void disable(TestTable table) {
    table
        .client()
        .updateTable(
            r -> r.tableName(table.name()).streamSpecification(s -> s.streamEnabled(false)));
  }

  @Test
  void isDescribedWithItsShards() {
    TestTable table = TestTable.create(TARN.dynamoDb(), StreamViewType.OLD_IMAGE);
    String arn = table.describe().latestStreamArn();
    StreamDescription stream = describe(arn);
    assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ENABLED);
    assertThat(stream.streamViewType()).isEqualTo(StreamViewType.OLD_IMAGE);
    assertThat(stream.tableName()).isEqualTo(table.name());
    assertThat(stream.keySchema()).isEqualTo(table.describe().keySchema());
    assertThat(stream.streamLabel()).isEqualTo(table.describe().latestStreamLabel());
    assertThat(stream.shards())
        .hasSize(4)
        .allSatisfy(
            shard -> {
              assertThat(shard.shardId()).matches("shardId-\\d{20}-[0-9a-f]{8}");
              assertThat(shard.sequenceNumberRange().startingSequenceNumber())
                  .matches("[1-9]\\d{20}");
              assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
            });
    assertThat(stream.shards().stream().map(Shard::shardId)).doesNotHaveDuplicates();
  }

  @Test
  void isListedWithItsTable() {
    TestTable table = TestTable.create(TARN.dynamoDb(), StreamViewType.OLD_IMAGE);
    TestTable.create(TARN.dynamoDb(), StreamViewType.OLD_IMAGE);
    assertThat(TARN.streams().listStreams(r -> r.tableName(table.name())).streams())
        .singleElement()
        .satisfies(
            stream -> {
              assertThat(stream.streamArn()).isEqualTo(table.describe().latestStreamArn());
              assertThat(stream.tableName()).isEqualTo(table.name());
            });
    assertThat(TARN.streams().listStreams().streams()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void staysReadableWhenDisabled() {
    TestTable table = TestTable.create(TARN.dynamoDb(), StreamViewType.NEW_IMAGE);
    String arn = table.describe().latestStreamArn();
    table.put("pk", s("a"), "v", n(1));
    disable(table);
    table.put("pk", s("a"), "v", n(2));
    assertThat(describe(arn).streamStatus()).isIn(StreamStatus.DISABLED, StreamStatus.DISABLING);
    assertThat(describe(arn).shards())
        .allMatch(shard -> shard.sequenceNumberRange().endingSequenceNumber() != null);
    assertThat(new StreamReader(arn).readOn(TARN.streams())).hasSize(1);
  }

  @Test
  void beginsAnewWhenEnabledAgain() {
    TestTable table = TestTable.create(TARN.dynamoDb(), StreamViewType.NEW_IMAGE);
    String first = table.describe().latestStreamArn();
    table.put("pk", s("a"), "v", n(1));
    disable(table);
    table
        .client()
        .updateTable(
            r ->
                r.tableName(table.name())
                    .streamSpecification(
                        s -> s.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
    table.put("pk", s("a"), "v", n(2));
    String second = table.describe().latestStreamArn();
    assertThat(second).isNotEqualTo(first);
    assertThat(new StreamReader(first).readOn(TARN.streams())).hasSize(1);
    assertThat(new StreamReader(second).readOn(TARN.streams())).hasSize(1);
  }

  @Test
  void rollsItsShardsOver() throws Exception {
    try (Tarn tarn = Tarn.inMemory().withShardRollover(Duration.ofSeconds(1)).start();
        DynamoDbClient client = Clients.dynamoDb(tarn.endpoint());
        DynamoDbStreamsClient streams = Clients.streams(tarn.endpoint())) {
      TestTable table = TestTable.create(client, StreamViewType.NEW_IMAGE);
      String arn = table.describe().latestStreamArn();
      StreamReader reader = new StreamReader(arn);
      List<Shard> shards = reader.shards(streams);
      List<Record> seen = new ArrayList<>();
      int written = 0;
      while (shards.size() < 4 * 4) {
        table.put("pk", s("a"), "v", n(++written));
        seen.addAll(reader.readOn(streams));
        shards = reader.shards(streams);
      }
      seen.addAll(reader.readOn(streams));
      assertThat(seen.stream().map(r -> r.dynamodb().newImage().get("v")).map(StreamLifeIT::number))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, written).mapToObj(Integer::toString).toList());
      assertIsALineage(shards, arn, streams);
    }
  }

  private static String number(@Nullable AttributeValue value) {
    return Objects.requireNonNull(value).n();
  }

  private static void assertIsALineage(
      List<Shard> shards, String arn, DynamoDbStreamsClient streams) {
    Shard parent = shards.getFirst();
    List<Shard> children =
        streams
            .describeStream(
                r ->
                    r.streamArn(arn)
                        .shardFilter(
                            f -> f.type(ShardFilterType.CHILD_SHARDS).shardId(parent.shardId())))
            .streamDescription()
            .shards();
    assertThat(parent.parentShardId()).isNull();
    assertThat(children)
        .singleElement()
        .satisfies(
            child -> {
              assertThat(child.parentShardId()).isEqualTo(parent.shardId());
              assertThat(child.sequenceNumberRange().startingSequenceNumber())
                  .isGreaterThan(parent.sequenceNumberRange().endingSequenceNumber());
            });
    assertThat(shards.stream().filter(s -> s.sequenceNumberRange().endingSequenceNumber() == null))
        .hasSize(4);
  }

  @Test
  void refusesAFilterThatSaysNothing() {
    TestTable table = TestTable.create(TARN.dynamoDb(), StreamViewType.OLD_IMAGE);
    String arn = table.describe().latestStreamArn();
    DynamoDbStreamsClient streams = TARN.streams();
    refusal(
        "ValidationException",
        () ->
            streams.describeStream(
                r -> r.streamArn(arn).shardFilter(f -> f.type(ShardFilterType.CHILD_SHARDS))));
    refusal(
        "ResourceNotFoundException",
        () ->
            streams.describeStream(
                r ->
                    r.streamArn(arn)
                        .shardFilter(
                            f ->
                                f.type(ShardFilterType.CHILD_SHARDS)
                                    .shardId("shardId-00000001732104000000-1a2b3c4d"))));
  }

  @Test
  void isTheSameAfterARestart(@TempDir Path directory) throws Exception {
    List<Record> before;
    String arn;
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint());
        DynamoDbStreamsClient streams = Clients.streams(server.endpoint())) {
      TestTable table = TestTable.create(client, StreamViewType.NEW_AND_OLD_IMAGES);
      for (int i = 0; i < 50; i++) {
        table.put("pk", s("k" + i % 7), "v", n(i));
      }
      arn = table.describe().latestStreamArn();
      before = new StreamReader(arn).readOn(streams);
      assertThat(before).hasSize(50);
      assertThat(server.terminate()).isZero();
    }
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbStreamsClient streams = Clients.streams(server.endpoint())) {
      assertThat(new StreamReader(arn).readOn(streams)).isEqualTo(before);
    }
  }
}
