package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

final class DeleteItemIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private DynamoDbClient client;
  private TestTable table;

  @BeforeEach
  void createTable() {
    client = TARN.dynamoDb();
    table = TestTable.create(client);
  }

  @Test
  void showsNoUpdatedValues() {
    assertInvalid(
        "ReturnValues can only be ALL_OLD or NONE", () -> delete(ReturnValue.UPDATED_OLD));
  }

  @Test
  void deletesAndReturnsTheOldItem() {
    table.put("pk", s("a"), "v", n(1));
    assertThat(delete(ReturnValue.ALL_OLD).attributes()).isEqualTo(item("pk", s("a"), "v", n(1)));
    assertThat(table.get("pk", s("a"))).isEmpty();
  }

  @Test
  void deletingNothingSucceeds() {
    assertThat(delete(ReturnValue.ALL_OLD).hasAttributes()).isFalse();
  }

  @Test
  void deletesOnlyIfTheConditionHolds() {
    table.put("pk", s("a"), "v", n(1));
    assertRefused(
        "ConditionalCheckFailedException", "The conditional request failed", () -> deleteIf(2));
    assertThat(table.get("pk", s("a"))).isNotEmpty();
    deleteIf(1);
    assertThat(table.get("pk", s("a"))).isEmpty();
  }

  private DeleteItemResponse delete(ReturnValue returnValues) {
    return client.deleteItem(
        r -> r.tableName(table.name()).key(item("pk", s("a"))).returnValues(returnValues));
  }

  private void deleteIf(int value) {
    client.deleteItem(
        r ->
            r.tableName(table.name())
                .key(item("pk", s("a")))
                .conditionExpression("v = :v")
                .expressionAttributeValues(item(":v", n(value))));
  }
}
