package dev.tarn.it.life;

import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.Tarn;
import dev.tarn.it.Clients;
import dev.tarn.it.TestTable;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** A server whose tables take a while, and AWS's own waiters. */
final class TableDelayIT {
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final WaiterOverrideConfiguration OFTEN =
      WaiterOverrideConfiguration.builder()
          .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(100)))
          .maxAttempts(300)
          .build();

  private Tarn tarn;
  private DynamoDbClient client;
  private TestTable table;

  @BeforeEach
  void start() {
    tarn = Tarn.inMemory().withTableDelay(DELAY).start();
    client = Clients.dynamoDb(tarn.endpoint());
    table = TestTable.create(client);
  }

  @AfterEach
  void stop() {
    client.close();
    tarn.close();
  }

  private DynamoDbWaiter waiter() {
    return DynamoDbWaiter.builder().client(client).overrideConfiguration(OFTEN).build();
  }

  private void awaitActive() {
    waiter().waitUntilTableExists(r -> r.tableName(table.name()));
  }

  private void delete() {
    client.deleteTable(r -> r.tableName(table.name()));
  }

  private static String inUse(String participle, TestTable table) {
    return "Attempt to change a resource which is still in use: Table is being "
        + participle
        + ": "
        + table.name();
  }

  @Test
  void aTableBeingCreatedTakesNoItemsAndNoChanges() {
    assertThat(table.describe().tableStatus()).isEqualTo(TableStatus.CREATING);
    refusal("ResourceNotFoundException", () -> table.put("pk", s("early")));
    refusal("ResourceNotFoundException", () -> table.get("pk", s("early")));
    assertRefused("ResourceInUseException", inUse("created", table), this::delete);
    awaitActive();
    table.put("pk", s("late"));
    assertThat(table.get("pk", s("late"))).isEqualTo(item("pk", s("late")));
  }

  @Test
  void aTableBeingUpdatedTakesItemsButNoChanges() {
    awaitActive();
    client.updateTable(r -> r.tableName(table.name()).deletionProtectionEnabled(false));
    assertThat(table.describe().tableStatus()).isEqualTo(TableStatus.UPDATING);
    table.put("pk", s("meanwhile"));
    assertRefused("ResourceInUseException", inUse("updated", table), this::delete);
    awaitActive();
  }

  @Test
  void aTableBeingDeletedIsThereUntilItIsGone() {
    awaitActive();
    delete();
    assertThat(table.describe().tableStatus()).isEqualTo(TableStatus.DELETING);
    assertRefused("ResourceInUseException", inUse("deleted", table), this::delete);
    waiter().waitUntilTableNotExists(r -> r.tableName(table.name()));
    assertThat(client.listTables().tableNames()).isEmpty();
  }
}
