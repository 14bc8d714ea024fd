package dev.tarn.it.transaction;

import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.transaction.Transactions.cancellation;
import static dev.tarn.it.transaction.Transactions.key;
import static dev.tarn.it.transaction.Transactions.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.Clients;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.TestTable;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A transaction with a token happens once, however often and to whichever process it is sent. */
final class ClientRequestTokenIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private TestTable table;

  @BeforeEach
  void createTable() {
    table = filled(TestTable.create(TARN.dynamoDb()));
  }

  private static TestTable filled(TestTable table) {
    table.put("pk", s("a"), "v", n(0));
    return table;
  }

  private TransactWriteItemsResponse add(String token, int number) {
    return add(table, token, number);
  }

  private static TransactWriteItemsResponse add(TestTable table, String token, int number) {
    return table
        .client()
        .transactWriteItems(
            r ->
                r.clientRequestToken(token)
                    .returnConsumedCapacity("TOTAL")
                    .transactItems(
                        update(
                            table,
                            "a",
                            "ADD v :n",
                            u ->
                                u.conditionExpression("v < :limit")
                                    .expressionAttributeValues(
                                        item(":n", n(number), ":limit", n(10))))));
  }

  private static void assertValue(TestTable table, int expected) {
    assertThat(table.get(key("a"))).containsEntry("v", n(expected));
  }

  @Test
  void aTokenIsGoodForOneTransaction() {
    add("once", 1);
    add("once", 1);
    assertValue(table, 1);
    refusal("IdempotentParameterMismatchException", () -> add("once", 2));
    add("twice", 2);
    assertValue(table, 3);
  }

  @Test
  void aTokenIsRememberedAfterAKill(@TempDir Path directory) throws Exception {
    String name;
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable kept = filled(TestTable.create(client));
      add(kept, "kept", 1);
      name = kept.name();
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable kept = new TestTable(client, name);
      add(kept, "kept", 1);
      assertValue(kept, 1);
      refusal("IdempotentParameterMismatchException", () -> add(kept, "kept", 2));
    }
  }

  @Test
  void aTokenOfACancelledTransactionCanBeUsedAgain() {
    add("first", 10);
    cancellation(() -> add("late", 1));
    table.put("pk", s("a"), "v", n(0));
    add("late", 1);
    assertValue(table, 1);
  }

  /** The item has more than 1 KB, and less than 4: so units tell reads and writes apart. */
  @Test
  void aRepetitionConsumesAsAReadDoes() {
    table.put("pk", s("a"), "v", n(0), "text", s("x".repeat(1500)));
    ConsumedCapacity first = add("repeated", 1).consumedCapacity().getFirst();
    assertThat(first.capacityUnits()).isEqualTo(4.0);
    assertThat(first.writeCapacityUnits()).isEqualTo(4.0);
    assertThat(first.readCapacityUnits()).isNull();
    ConsumedCapacity repeated = add("repeated", 1).consumedCapacity().getFirst();
    assertThat(repeated.capacityUnits()).isEqualTo(2.0);
    assertThat(repeated.readCapacityUnits()).isEqualTo(2.0);
    assertThat(repeated.writeCapacityUnits()).isNull();
  }
}
