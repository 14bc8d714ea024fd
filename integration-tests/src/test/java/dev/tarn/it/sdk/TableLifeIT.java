package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.ItemSizes;
import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

final class TableLifeIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private DynamoDbClient client;

  @BeforeEach
  void client() {
    client = TARN.dynamoDb();
  }

  private static CreateTableRequest.Builder request(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .attributeDefinitions(
            TestTable.definition("id", ScalarAttributeType.S),
            TestTable.definition("at", ScalarAttributeType.N))
        .keySchema(TestTable.element("id", KeyType.HASH), TestTable.element("at", KeyType.RANGE))
        .billingMode(BillingMode.PAY_PER_REQUEST);
  }

  @Test
  void isCreatingAndThenActive() {
    TableDescription created = client.createTable(request("life").build()).tableDescription();
    assertThat(created.tableStatus()).isEqualTo(TableStatus.CREATING);
    TableDescription described = client.describeTable(r -> r.tableName("life")).table();
    assertThat(described.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    assertThat(client.waiter().waitUntilTableExists(r -> r.tableName("life")).matched().response())
        .isPresent();
    assertThat(described.tableArn())
        .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/life");
    assertThat(described.tableId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(described.keySchema()).isEqualTo(request("life").build().keySchema());
    assertThat(described.attributeDefinitions())
        .containsExactlyInAnyOrderElementsOf(request("life").build().attributeDefinitions());
    assertThat(described.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
  }

  @Test
  void refusesByNameWhatItDoesNotHaveYet() {
    assertInvalid(
        "The parameter ResourcePolicy is not supported yet by Tarn",
        () -> client.createTable(request("refused").resourcePolicy("{}").build()));
    assertInvalid(
        "The parameter GlobalTableSourceArn is not supported yet by Tarn",
        () ->
            client.createTable(
                request("refused")
                    .globalTableSourceArn(
                        "arn:aws:dynamodb:us-east-1:000000000000:table/anotherTable")
                    .build()));
  }

  @Test
  void hasAStreamFromTheBeginning() {
    TestTable table = TestTable.create(client, StreamViewType.KEYS_ONLY);
    TableDescription described = table.describe();
    assertThat(described.streamSpecification().streamViewType())
        .isEqualTo(StreamViewType.KEYS_ONLY);
    assertThat(described.latestStreamLabel())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    assertThat(described.latestStreamArn())
        .isEqualTo(described.tableArn() + "/stream/" + described.latestStreamLabel());
  }

  @Test
  void countsItsItemsExactly() {
    TestTable table = TestTable.create(client);
    Map<String, AttributeValue> kept = item("pk", s("kept"), "v", n("-12.345"));
    table.put(kept);
    table.put("pk", s("gone"), "v", n(1));
    table.put("pk", s("gone"), "v", s("x".repeat(100)));
    table.delete("pk", s("gone"));
    assertThat(table.describe().itemCount()).isEqualTo(1);
    assertThat(table.describe().tableSizeBytes()).isEqualTo(ItemSizes.of(kept));
  }

  @Test
  void isGoneOnceDeleted() {
    TestTable table = TestTable.create(client);
    table.put("pk", s("a"));
    TableDescription deleted =
        client.deleteTable(r -> r.tableName(table.name())).tableDescription();
    assertThat(deleted.tableStatus()).isEqualTo(TableStatus.DELETING);
    assertRefused(
        "ResourceNotFoundException",
        "Requested resource not found: Table: " + table.name() + " not found",
        table::describe);
    client.waiter().waitUntilTableNotExists(r -> r.tableName(table.name()));
    refusal("ResourceNotFoundException", () -> table.get("pk", s("a")));
  }

  @Test
  void startsEmptyWhenCreatedAgain() {
    TestTable table = TestTable.create(client);
    table.put("pk", s("a"));
    client.deleteTable(r -> r.tableName(table.name()));
    client.createTable(
        r ->
            r.tableName(table.name())
                .attributeDefinitions(TestTable.definition("pk", ScalarAttributeType.S))
                .keySchema(TestTable.element("pk", KeyType.HASH))
                .billingMode(BillingMode.PAY_PER_REQUEST));
    assertThat(table.scan()).isEmpty();
    assertThat(table.describe().itemCount()).isZero();
  }

  @Test
  void cannotBeCreatedTwice() {
    TestTable table = TestTable.create(client);
    assertRefused(
        "ResourceInUseException",
        "Table already exists: " + table.name(),
        () -> client.createTable(request(table.name()).build()));
  }

  @Test
  void needsItsKeysDefined() {
    assertInvalid(
        "One or more parameter values were invalid: Some index key attributes are not defined in"
            + " AttributeDefinitions. Keys: [id, at], AttributeDefinitions: [id]",
        () ->
            client.createTable(
                request("undefined")
                    .attributeDefinitions(TestTable.definition("id", ScalarAttributeType.S))
                    .build()));
  }

  @Test
  void isListedInPages() {
    List<String> names = IntStream.range(0, 5).mapToObj(i -> "listed-" + i).toList();
    names.forEach(name -> client.createTable(request(name).build()));
    List<String> listed =
        client.listTablesPaginator(r -> r.limit(2)).tableNames().stream().toList();
    assertThat(listed).containsAll(names).isSorted();
    assertThat(client.listTables(r -> r.exclusiveStartTableName("listed-2").limit(1)).tableNames())
        .containsExactly("listed-3");
  }
}
