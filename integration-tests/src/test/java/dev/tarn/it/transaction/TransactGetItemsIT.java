package dev.tarn.it.transaction;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.transaction.Transactions.cancellation;
import static dev.tarn.it.transaction.Transactions.get;
import static dev.tarn.it.transaction.Transactions.key;
import static dev.tarn.it.transaction.Transactions.none;
import static dev.tarn.it.transaction.Transactions.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tarn.it.Clients;
import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

final class TransactGetItemsIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int ROUNDS = 200;

  private TestTable table;
  private TestTable other;

  @BeforeEach
  void createTables() {
    table = TestTable.create(TARN.dynamoDb());
    other = TestTable.create(TARN.dynamoDb());
    table.put("pk", s("a"), "v", n(0), "w", n(0));
    other.put("pk", s("a"), "v", n(0));
  }

  private static List<Map<String, AttributeValue>> items(TransactGetItem... gets) {
    return TARN.dynamoDb().transactGetItems(r -> r.transactItems(gets)).responses().stream()
        .map(ItemResponse::item)
        .toList();
  }

  private TransactGetItem projected(String projection) {
    return TransactGetItem.builder()
        .get(g -> g.tableName(table.name()).key(key("a")).projectionExpression(projection))
        .build();
  }

  @Test
  void answersInTheOrderOfTheRequestAlsoForWhatIsMissing() {
    assertThat(items(get(other, "a"), get(table, "none"), projected("w, pk"), get(other, "none")))
        .containsExactly(
            item("pk", s("a"), "v", n(0)), item(), item("pk", s("a"), "w", n(0)), item());
  }

  @Test
  void consumesTwiceWhatSingleReadsDo() {
    table.put("pk", s("big"), "text", s("x".repeat(5000)));
    TransactGetItemsResponse answer =
        TARN.dynamoDb()
            .transactGetItems(
                r ->
                    r.returnConsumedCapacity("TOTAL")
                        .transactItems(get(table, "big"), get(table, "none"), get(other, "a")));
    assertThat(answer.consumedCapacity())
        .extracting(
            ConsumedCapacity::tableName,
            ConsumedCapacity::capacityUnits,
            ConsumedCapacity::readCapacityUnits)
        .containsExactlyInAnyOrder(tuple(table.name(), 6.0, 6.0), tuple(other.name(), 2.0, 2.0));
  }

  @Test
  void refusesOneItemTwiceAndMoreThanAHundred() {
    assertInvalid(
        "Transaction request cannot include multiple operations on one item",
        () -> items(get(table, "a"), projected("w")));
    assertThat(
            refusal(
                "ValidationException",
                () ->
                    items(
                        IntStream.rangeClosed(0, 100)
                            .mapToObj(i -> get(table, "k" + i))
                            .toArray(TransactGetItem[]::new))))
        .hasMessageContaining("Member must have length less than or equal to 100");
  }

  @Test
  void isCancelledByAKeyThatIsNotTheTables() {
    TransactGetItem wrong =
        TransactGetItem.builder().get(g -> g.tableName(table.name()).key(item("pk", n(1)))).build();
    assertThat(cancellation(() -> items(get(table, "a"), wrong)))
        .containsExactly(
            none(),
            CancellationReason.builder()
                .code("ValidationError")
                .message("The provided key element does not match the schema")
                .build());
  }

  /** Two items that are always written together are never seen apart. */
  @Test
  void seesNoHalfOfATransaction() {
    try (DynamoDbAsyncClient client = Clients.dynamoDbAsync(TARN.endpoint())) {
      CompletableFuture<?> writes = CompletableFuture.completedFuture(null);
      for (int i = 1; i <= ROUNDS; i++) {
        int value = i;
        writes =
            writes.thenCompose(
                done ->
                    client.transactWriteItems(
                        r ->
                            r.transactItems(
                                put(table, "pk", s("a"), "v", n(value)),
                                put(other, "pk", s("a"), "v", n(value)))));
      }
      while (!writes.isDone()) {
        List<Map<String, AttributeValue>> both = items(get(table, "a"), get(other, "a"));
        assertThat(both.get(0).get("v")).isEqualTo(both.get(1).get("v"));
      }
      writes.join();
    }
    assertThat(table.get(key("a"))).containsEntry("v", n(ROUNDS));
  }
}
