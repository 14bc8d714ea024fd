package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.Values.b;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

final class PutItemIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private DynamoDbClient client;
  private TestTable table;

  @BeforeEach
  void createTable() {
    client = TARN.dynamoDb();
    table = TestTable.create(client);
  }

  @Nested
  final class Validation {
    @Test
    void rejectsTableThatIsNotThere() {
      assertRefused(
          "ResourceNotFoundException",
          "Requested resource not found",
          () -> new TestTable(client, "not-there").put("pk", s("a")));
    }

    @Test
    void rejectsItemWithoutItsKey() {
      assertInvalid(
          "One or more parameter values were invalid: Missing the key pk in the item",
          () -> table.put("other", s("a")));
    }

    @Test
    void rejectsItemWithoutItsSortKey() {
      TestTable composite = TestTable.create(client, ScalarAttributeType.N);
      assertInvalid(
          "One or more parameter values were invalid: Missing the key sk in the item",
          () -> composite.put("pk", s("a")));
    }

    @Test
    void rejectsKeyOfAnotherType() {
      assertInvalid(
          "One or more parameter values were invalid: Type mismatch for key pk expected: S"
              + " actual: N",
          () -> table.put("pk", n(1)));
    }

    @Test
    void rejectsEmptyPartitionKey() {
      assertInvalid(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty string value. Key: pk",
          () -> table.put("pk", s("")));
    }

    @Test
    void rejectsEmptyBinarySortKey() {
      TestTable composite = TestTable.create(client, ScalarAttributeType.B);
      assertInvalid(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty binary value. Key: sk",
          () -> composite.put("pk", s("a"), "sk", b()));
    }

    @Test
    void rejectsPartitionKeyOver2048Bytes() {
      table.put("pk", s("k".repeat(2048)));
      assertInvalid(
          "One or more parameter values were invalid: Size of hashkey has exceeded the maximum"
              + " size limit of2048 bytes",
          () -> table.put("pk", s("k".repeat(2049))));
    }

    @Test
    void rejectsSortKeyOver1024Bytes() {
      TestTable composite = TestTable.create(client, ScalarAttributeType.S);
      composite.put("pk", s("a"), "sk", s("k".repeat(1024)));
      assertInvalid(
          "One or more parameter values were invalid: Aggregated size of all range keys has"
              + " exceeded the size limit of 1024 bytes",
          () -> composite.put("pk", s("a"), "sk", s("k".repeat(1025))));
    }

    @Test
    void showsNoNewValues() {
      assertInvalid(
          "ReturnValues can only be ALL_OLD or NONE",
          () ->
              client.putItem(
                  r ->
                      r.tableName(table.name())
                          .item(item("pk", s("a")))
                          .returnValues(ReturnValue.ALL_NEW)));
    }
  }

  @Nested
  final class Behaviour {
    @Test
    void replacesTheWholeItem() {
      table.put("pk", s("a"), "old", n(1));
      table.put("pk", s("a"), "new", n(2));
      assertThat(table.get("pk", s("a"))).isEqualTo(item("pk", s("a"), "new", n(2)));
    }

    @Test
    void returnsTheOldItem() {
      assertThat(putReturningOld(1).hasAttributes()).as("there was none").isFalse();
      assertThat(putReturningOld(2).attributes()).isEqualTo(item("pk", s("a"), "v", n(1)));
    }

    private PutItemResponse putReturningOld(int value) {
      return client.putItem(
          r ->
              r.tableName(table.name())
                  .item(item("pk", s("a"), "v", n(value)))
                  .returnValues(ReturnValue.ALL_OLD));
    }

    @Test
    void returnsNothingUnlessAsked() {
      table.put("pk", s("a"));
      assertThat(table.put("pk", s("a")).hasAttributes()).isFalse();
    }

    @Test
    void takesTheTablesArnAsItsName() {
      String arn = table.describe().tableArn();
      new TestTable(client, arn).put("pk", s("a"));
      assertThat(table.get("pk", s("a"))).isNotEmpty();
      assertThat(new TestTable(client, arn).get("pk", s("a"))).isNotEmpty();
    }

    @Test
    void countsAWriteUnitForEachKilobyte() {
      assertThat(unitsOfPut(100)).isEqualTo(1);
      assertThat(unitsOfPut(1024)).isEqualTo(2);
      assertThat(unitsOfPut(10_000)).isEqualTo(10);
    }

    private double unitsOfPut(int length) {
      return client
          .putItem(
              r ->
                  r.tableName(table.name())
                      .item(item("pk", s("c" + length), "v", s("x".repeat(length))))
                      .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
          .consumedCapacity()
          .capacityUnits();
    }
  }
}
