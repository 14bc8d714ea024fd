package dev.tarn.it.sdk;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.Clients;
import dev.tarn.it.CompatibilityPage;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The life of one table, in which the SDK drives every operation that the server has. */
final class EveryOperationIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private final AnsweredOperations answered = new AnsweredOperations();
  private DynamoDbClient client;
  private DynamoDbStreamsClient streams;
  private TestTable table;

  @BeforeEach
  void createTable() {
    client = Clients.dynamoDb(TARN.endpoint(), c -> c.addExecutionInterceptor(answered));
    streams = Clients.streams(TARN.endpoint(), c -> c.addExecutionInterceptor(answered));
    table = TestTable.create(client, StreamViewType.NEW_AND_OLD_IMAGES);
  }

  @AfterEach
  void close() {
    client.close();
    streams.close();
  }

  @Test
  void theSdkDrivesEveryOperation() throws IOException {
    awaitTable();
    readAndWriteItems();
    readAndWriteBatches();
    transact();
    executeStatements();
    followTheStream();
    changeSettings();
    deleteTable();
    assertThat(answered.names()).isEqualTo(CompatibilityPage.operations());
  }

  private Map<String, AttributeValue> key(String pk) {
    return item("pk", s(pk));
  }

  private void awaitTable() {
    client.waiter().waitUntilTableExists(r -> r.tableName(table.name()));
    assertThat(client.listTables().tableNames()).contains(table.name());
  }

  private void readAndWriteItems() {
    table.put("pk", s("a"), "v", n(1));
    table.update("a", "ADD v :n", r -> r.expressionAttributeValues(item(":n", n(2))));
    assertThat(table.get("pk", s("a"))).isEqualTo(item("pk", s("a"), "v", n(3)));
    assertThat(
            client
                .query(
                    r ->
                        r.tableName(table.name())
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(item(":pk", s("a"))))
                .count())
        .isEqualTo(1);
    table.delete("pk", s("a"));
    assertThat(table.scan()).isEmpty();
  }

  private void readAndWriteBatches() {
    WriteRequest put =
        WriteRequest.builder().putRequest(r -> r.item(item("pk", s("b"), "v", n(1)))).build();
    assertThat(
            client
                .batchWriteItem(r -> r.requestItems(Map.of(table.name(), List.of(put))))
                .unprocessedItems())
        .isEmpty();
    assertThat(
            client
                .batchGetItemPaginator(
                    r ->
                        r.requestItems(
                            Map.of(
                                table.name(),
                                KeysAndAttributes.builder().keys(List.of(key("b"))).build())))
                .stream())
        .hasSize(1);
  }

  private void transact() {
    TransactWriteItem put =
        TransactWriteItem.builder().put(p -> p.tableName(table.name()).item(key("c"))).build();
    TransactGetItem get =
        TransactGetItem.builder().get(g -> g.tableName(table.name()).key(key("c"))).build();
    client.transactWriteItems(r -> r.transactItems(put));
    assertThat(client.transactGetItems(r -> r.transactItems(get)).responses().getFirst().item())
        .isEqualTo(key("c"));
  }

  private void executeStatements() {
    String select = "SELECT * FROM \"%s\" WHERE pk = 'b'".formatted(table.name());
    String update = "UPDATE \"%s\" SET v = 7 WHERE pk = 'b'".formatted(table.name());
    assertThat(client.executeStatement(r -> r.statement(select)).items()).hasSize(1);
    client.executeTransaction(
        r -> r.transactStatements(ParameterizedStatement.builder().statement(update).build()));
    assertThat(
            client
                .batchExecuteStatement(
                    r -> r.statements(BatchStatementRequest.builder().statement(select).build()))
                .responses()
                .getFirst()
                .item())
        .isEqualTo(item("pk", s("b"), "v", n(7)));
  }

  private void followTheStream() {
    String arn =
        streams.listStreams(r -> r.tableName(table.name())).streams().getFirst().streamArn();
    assertThat(arn).isEqualTo(table.describe().latestStreamArn());
    assertThat(new StreamReader(arn).readOn(streams))
        .extracting(Record::eventNameAsString)
        .containsExactlyInAnyOrder("INSERT", "MODIFY", "REMOVE", "INSERT", "INSERT", "MODIFY");
  }

  private void changeSettings() {
    String arn = table.describe().tableArn();
    client.tagResource(r -> r.resourceArn(arn).tags(Tag.builder().key("k").value("v").build()));
    client.untagResource(r -> r.resourceArn(arn).tagKeys("other"));
    assertThat(client.listTagsOfResource(r -> r.resourceArn(arn)).tags()).hasSize(1);
    client.updateTimeToLive(
        r ->
            r.tableName(table.name())
                .timeToLiveSpecification(t -> t.enabled(true).attributeName("expires")));
    assertThat(
            client
                .describeTimeToLive(r -> r.tableName(table.name()))
                .timeToLiveDescription()
                .timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(
            client
                .describeContinuousBackups(r -> r.tableName(table.name()))
                .continuousBackupsDescription()
                .continuousBackupsStatusAsString())
        .isEqualTo("ENABLED");
    assertThat(client.describeLimits().tableMaxReadCapacityUnits()).isPositive();
    assertThat(client.describeEndpoints().endpoints()).hasSize(1);
    createIndex();
  }

  private void createIndex() {
    GlobalSecondaryIndexUpdate index =
        GlobalSecondaryIndexUpdate.builder()
            .create(
                c ->
                    c.indexName("by-v")
                        .keySchema(TestTable.element("v", KeyType.HASH))
                        .projection(p -> p.projectionType(ProjectionType.ALL)))
            .build();
    client.updateTable(
        r ->
            r.tableName(table.name())
                .attributeDefinitions(TestTable.definition("v", ScalarAttributeType.N))
                .globalSecondaryIndexUpdates(index));
  }

  private void deleteTable() {
    client.deleteTable(r -> r.tableName(table.name()));
    client.waiter().waitUntilTableNotExists(r -> r.tableName(table.name()));
    assertThat(client.listTables().tableNames()).isEmpty();
  }
}
