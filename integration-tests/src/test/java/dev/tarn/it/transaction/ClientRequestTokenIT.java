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
import dev.tarn.it.ServerProcess;
import dev.tarn.it.TestTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A transaction with a token happens once, however often and to whichever process it is sent. */
final class ClientRequestTokenIT {
  @TempDir private Path directory;

  private ServerProcess server;
  private TestTable table;

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.start(directory);
    table = TestTable.create(Clients.dynamoDb(server.endpoint()));
    table.put("pk", s("a"), "v", n(0));
  }

  @AfterEach
  void stop() throws IOException {
    table.client().close();
    server.close();
  }

  /** Kills the server and goes on with another on the same directory. */
  private void restart() throws Exception {
    server.kill();
    stop();
    server = ServerProcess.start(directory);
    DynamoDbClient client = Clients.dynamoDb(server.endpoint());
    table = new TestTable(client, table.name());
  }

  private TransactWriteItemsResponse add(String token, int number) {
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

  private void assertValue(int expected) {
    assertThat(table.get(key("a"))).containsEntry("v", n(expected));
  }

  @Test
  void aTokenIsGoodForOneTransactionAlsoAfterAKill() throws Exception {
    add("once", 1);
    add("once", 1);
    assertValue(1);
    restart();
    add("once", 1);
    assertValue(1);
    refusal("IdempotentParameterMismatchException", () -> add("once", 2));
    add("twice", 2);
    assertValue(3);
  }

  @Test
  void aTokenOfACancelledTransactionCanBeUsedAgain() {
    add("first", 10);
    cancellation(() -> add("late", 1));
    table.put("pk", s("a"), "v", n(0));
    add("late", 1);
    assertValue(1);
  }

  /** The item has more than 1 KB, and less than 4: so units tell reads and writes apart. */
  @Test
  void aRepetitionConsumesAsAReadDoes() {
    table.put("pk", s("a"), "v", n(0), "text", s("x".repeat(1500)));
    ConsumedCapacity first = add("once", 1).consumedCapacity().getFirst();
    assertThat(first.capacityUnits()).isEqualTo(4.0);
    assertThat(first.writeCapacityUnits()).isEqualTo(4.0);
    assertThat(first.readCapacityUnits()).isNull();
    ConsumedCapacity repeated = add("once", 1).consumedCapacity().getFirst();
    assertThat(repeated.capacityUnits()).isEqualTo(2.0);
    assertThat(repeated.readCapacityUnits()).isEqualTo(2.0);
    assertThat(repeated.writeCapacityUnits()).isNull();
  }
}
