package dev.tarn.it.admin;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.Tarn;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A rule of a table is about every request that touches it, whatever the operation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailureOfTableIT {
  @RegisterExtension
  static final EmbeddedServer TARN = new EmbeddedServer(Tarn.inMemory().withAdmin(true));

  private TestTable failing;
  private TestTable sound;
  private String iterator;

  @BeforeAll
  void failOneTable() {
    failing = TestTable.create(TARN.dynamoDb(), StreamViewType.KEYS_ONLY);
    sound = TestTable.create(TARN.dynamoDb(), StreamViewType.KEYS_ONLY);
    iterator = iterator(failing);
    AdminClient admin = new AdminClient(TARN.endpoint());
    admin.fail(
        "rule", "{'table':'" + failing.name() + "','error':'ThrottlingException','message':'!'}");
  }

  @AfterAll
  void failNoMore() {
    new AdminClient(TARN.endpoint()).failNoMore();
  }

  private static String iterator(TestTable table) {
    StreamReader reader = new StreamReader(table.describe().latestStreamArn());
    String shard = reader.shards(TARN.streams()).getFirst().shardId();
    return Objects.requireNonNull(
        reader.iterator(
            TARN.streams(), shard, r -> r.shardIteratorType(ShardIteratorType.TRIM_HORIZON)));
  }

  /** Sends one request that touches a table. */
  interface Touch {
    void on(DynamoDbClient client, String table);
  }

  record Request(String operation, Touch touch) {
    @Override
    public String toString() {
      return operation;
    }
  }

  static Stream<Request> requests() {
    return Stream.of(
        new Request("PutItem", (c, t) -> c.putItem(r -> r.tableName(t).item(item("pk", s("1"))))),
        new Request("Scan", (c, t) -> c.scan(r -> r.tableName(t))),
        new Request(
            "by ARN",
            (c, t) ->
                c.getItem(
                    r ->
                        r.tableName("arn:aws:dynamodb:us-east-1:000000000000:table/" + t)
                            .key(item("pk", s("1"))))),
        new Request("DescribeTable", (c, t) -> c.describeTable(r -> r.tableName(t))),
        new Request(
            "ListTagsOfResource",
            (c, t) ->
                c.listTagsOfResource(
                    r -> r.resourceArn("arn:aws:dynamodb:us-east-1:000000000000:table/" + t))),
        new Request(
            "BatchWriteItem",
            (c, t) ->
                c.batchWriteItem(
                    r ->
                        r.requestItems(
                            Map.of(
                                t,
                                List.of(
                                    WriteRequest.builder()
                                        .deleteRequest(d -> d.key(item("pk", s("1"))))
                                        .build()))))),
        new Request(
            "BatchGetItem",
            (c, t) ->
                c.batchGetItem(
                    r ->
                        r.requestItems(
                            Map.of(
                                t,
                                KeysAndAttributes.builder()
                                    .keys(List.of(item("pk", s("1"))))
                                    .build())))),
        new Request(
            "TransactWriteItems",
            (c, t) ->
                c.transactWriteItems(
                    r ->
                        r.transactItems(
                            TransactWriteItem.builder()
                                .delete(d -> d.tableName(t).key(item("pk", s("1"))))
                                .build()))),
        new Request(
            "TransactGetItems",
            (c, t) ->
                c.transactGetItems(
                    r ->
                        r.transactItems(
                            TransactGetItem.builder()
                                .get(g -> g.tableName(t).key(item("pk", s("1"))))
                                .build()))),
        new Request(
            "ExecuteStatement",
            (c, t) -> c.executeStatement(r -> r.statement("SELECT * FROM \"" + t + "\""))),
        new Request(
            "BatchExecuteStatement",
            (c, t) ->
                c.batchExecuteStatement(
                    r ->
                        r.statements(
                            BatchStatementRequest.builder()
                                .statement("SELECT * FROM \"" + t + "\" WHERE pk = '1'")
                                .build()))),
        new Request(
            "ExecuteTransaction",
            (c, t) ->
                c.executeTransaction(
                    r ->
                        r.transactStatements(
                            ParameterizedStatement.builder()
                                .statement("SELECT * FROM \"" + t + "\" WHERE pk = '1'")
                                .build()))));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void failsForTheTableAndForNoOther(Request request) {
    request.touch().on(TARN.dynamoDb(), sound.name());
    assertThatThrownBy(() -> request.touch().on(TARN.dynamoDb(), failing.name()))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageStartingWith("!");
  }

  @Test
  void failsForTheTablesStreamAndForNoOther() {
    String other = iterator(sound);
    assertThat(TARN.streams().getRecords(r -> r.shardIterator(other)).records()).isNotNull();
    assertThatThrownBy(() -> TARN.streams().getRecords(r -> r.shardIterator(iterator)))
        .hasMessageStartingWith("!");
    assertThatThrownBy(() -> TARN.streams().listStreams(r -> r.tableName(failing.name())))
        .hasMessageStartingWith("!");
    assertThat(TARN.streams().listStreams().streams()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aRequestForNoTableSucceeds() {
    assertThat(TARN.dynamoDb().listTables().tableNames()).contains(failing.name());
  }

  @Test
  void anErrorOfTheRequestsOwnComesFirst() {
    assertThatThrownBy(() -> TARN.dynamoDb().executeStatement(r -> r.statement("SELECT nonsense")))
        .isInstanceOf(DynamoDbException.class);
  }
}
