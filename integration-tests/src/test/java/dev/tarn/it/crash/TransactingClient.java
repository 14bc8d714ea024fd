package dev.tarn.it.crash;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.TestTable;
import dev.tarn.it.crash.OwnedItem.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A client that writes to items of its own in two tables, one at a time or several in a
 * transaction, until the server is gone.
 */
final class TransactingClient {
  private static final int ITEMS_PER_TABLE = 25;

  private final int number;
  private final Random random;
  private final List<List<OwnedItem>> items;

  /** The keys of the items that were put when their time was over already. */
  private final List<Map<String, AttributeValue>> expired = new ArrayList<>();

  private int expiring;
  private int transactions;

  /** What the server may have done without having said so. */
  private @Nullable TransactWriteItemsRequest openTransaction;

  TransactingClient(int number, long seed) {
    this.number = number;
    this.random = new Random(seed + number);
    this.items =
        IntStream.range(0, 2)
            .mapToObj(
                table ->
                    IntStream.range(0, ITEMS_PER_TABLE)
                        .mapToObj(i -> new OwnedItem(key("client" + number, i)))
                        .toList())
            .toList();
  }

  private static Map<String, AttributeValue> key(String client, int i) {
    return item("pk", s(client + "-" + i / 5), "sk", n(i % 5));
  }

  Stream<OwnedItem> items(int table) {
    return items.get(table).stream();
  }

  /** The keys of the items that were acknowledged and have to expire. */
  List<Map<String, AttributeValue>> expired() {
    return expired;
  }

  /**
   * Compares with what is there after a crash: of a transaction all is done, or nothing. Where it
   * is sent again, with the token that it had, it is done once.
   */
  void settle(List<TestTable> tables) {
    TransactWriteItemsRequest open = openTransaction;
    boolean again = random.nextBoolean();
    if (open != null && again) {
      tables.getFirst().client().transactWriteItems(open);
    }
    Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    for (int table = 0; table < items.size(); table++) {
      for (OwnedItem owned : items.get(table)) {
        outcomes.add(owned.settle(tables.get(table).get(owned.key())));
      }
    }
    outcomes.remove(Outcome.NONE);
    if (open != null) {
      assertThat(outcomes).as("a transaction of client %d", number).hasSizeLessThan(2);
    }
    if (open != null && again) {
      assertThat(outcomes).as("a transaction sent again").doesNotContain(Outcome.NOT_DONE);
    }
    openTransaction = null;
  }

  /** Writes until the server does not answer any more; releases a permit for each answer. */
  void writeUntilGone(List<TestTable> tables, Semaphore answered) {
    try {
      while (true) {
        write(tables);
        openTransaction = null;
        answered.release();
      }
    } catch (DynamoDbException answer) {
      throw answer;
    } catch (SdkException gone) {
      // The next life settles what was not answered.
    }
  }

  private void write(List<TestTable> tables) {
    int table = random.nextInt(2);
    TestTable target = tables.get(table);
    OwnedItem owned = items.get(table).get(random.nextInt(ITEMS_PER_TABLE));
    switch (random.nextInt(12)) {
      case 0, 1 -> put(target, owned);
      case 2 -> putIf(target, owned);
      case 3, 4 -> update(target, owned);
      case 5 -> delete(target, owned);
      case 6 -> putExpired(tables.getFirst());
      default -> transact(tables);
    }
  }

  /** In both tables, some have the keys of an index and some do not. */
  private Map<String, AttributeValue> randomState(OwnedItem owned) {
    Map<String, AttributeValue> state = new LinkedHashMap<>(owned.key());
    state.put("v", n(random.nextInt(4)));
    if (random.nextInt(4) > 0) {
      state.put("g", s("g" + random.nextInt(3)));
    }
    if (random.nextInt(3) > 0) {
      state.put("l", random.nextInt(9) == 0 ? s("x".repeat(900)) : s("l" + random.nextInt(9)));
    }
    if (random.nextInt(3) > 0) {
      state.put("late", s("t" + random.nextInt(5)));
    }
    state.put("text", s("x".repeat(random.nextInt(random.nextInt(20) == 0 ? 20_000 : 200))));
    return state;
  }

  private void put(TestTable table, OwnedItem owned) {
    Map<String, AttributeValue> next = randomState(owned);
    owned.begin(next);
    table.put(next);
    owned.acknowledge();
  }

  private void putIf(TestTable table, OwnedItem owned) {
    Map<String, AttributeValue> next = randomState(owned);
    AttributeValue expected = n(random.nextInt(2));
    boolean holds = !expected.equals(owned.state().get("v"));
    owned.begin(holds ? next : owned.state());
    try {
      table
          .client()
          .putItem(
              r ->
                  r.tableName(table.name())
                      .item(next)
                      .conditionExpression("v <> :v")
                      .expressionAttributeValues(item(":v", expected)));
      assertThat(holds).as("v <> %s of %s", expected, owned.state()).isTrue();
      owned.acknowledge();
    } catch (ConditionalCheckFailedException e) {
      assertThat(holds).as("v <> %s of %s", expected, owned.state()).isFalse();
      owned.refuse();
    }
  }

  private Map<String, AttributeValue> updated(OwnedItem owned, String group) {
    Map<String, AttributeValue> state = owned.state().isEmpty() ? owned.key() : owned.state();
    long count = Long.parseLong(state.getOrDefault("count", n(0)).n()) + 1;
    return with(state, "count", n(count), "g", s(group));
  }

  private void update(TestTable table, OwnedItem owned) {
    String group = "g" + random.nextInt(3);
    owned.begin(updated(owned, group));
    table
        .client()
        .updateItem(
            r ->
                r.tableName(table.name())
                    .key(owned.key())
                    .updateExpression("SET g = :g ADD #c :one")
                    .expressionAttributeNames(Map.of("#c", "count"))
                    .expressionAttributeValues(item(":g", s(group), ":one", n(1))));
    owned.acknowledge();
  }

  private void delete(TestTable table, OwnedItem owned) {
    owned.begin(Map.of());
    table.client().deleteItem(r -> r.tableName(table.name()).key(owned.key()));
    owned.acknowledge();
  }

  /** Its time was over a little ago, or will be in a second: the server deletes it. */
  private void putExpired(TestTable table) {
    Map<String, AttributeValue> key = item("pk", s("ttl-" + number), "sk", n(expiring++));
    long expiry = Instant.now().getEpochSecond() + random.nextInt(3) - 1;
    table.put(with(key, "ttl", n(expiry), "g", s("g" + random.nextInt(3)), "v", n(1)));
    expired.add(key);
  }

  /** Some items of both tables; one in four fails for the condition of its last action. */
  private void transact(List<TestTable> tables) {
    List<TransactWriteItem> actions = new ArrayList<>();
    List<OwnedItem> written = new ArrayList<>();
    boolean fails = random.nextInt(4) == 0;
    for (int table = 0; table < 2; table++) {
      List<OwnedItem> shuffled = new ArrayList<>(items.get(table));
      Collections.shuffle(shuffled, random);
      for (OwnedItem owned : shuffled.subList(0, 1 + random.nextInt(4))) {
        actions.add(action(tables.get(table).name(), owned));
        written.add(owned);
      }
    }
    if (fails) {
      actions.add(failing(tables.getFirst().name()));
      written.forEach(OwnedItem::refuse);
    }
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(actions)
            .clientRequestToken("client%d-%d".formatted(number, transactions++))
            .build();
    openTransaction = fails ? null : request;
    commit(tables.getFirst().client(), request, fails);
    written.forEach(OwnedItem::acknowledge);
  }

  private static void commit(
      DynamoDbClient client, TransactWriteItemsRequest request, boolean fails) {
    try {
      client.transactWriteItems(request);
      assertThat(fails).as("a condition of the transaction fails").isFalse();
    } catch (TransactionCanceledException e) {
      assertThat(fails).as("the conditions hold: %s", e.cancellationReasons()).isTrue();
    }
  }

  private TransactWriteItem action(String table, OwnedItem owned) {
    TransactWriteItem.Builder action = TransactWriteItem.builder();
    switch (random.nextInt(3)) {
      case 0 -> {
        Map<String, AttributeValue> next = randomState(owned);
        owned.begin(next);
        action.put(p -> p.tableName(table).item(next));
      }
      case 1 -> {
        String group = "g" + random.nextInt(3);
        owned.begin(updated(owned, group));
        action.update(
            u ->
                u.tableName(table)
                    .key(owned.key())
                    .updateExpression("SET g = :g ADD #c :one")
                    .expressionAttributeNames(Map.of("#c", "count"))
                    .expressionAttributeValues(item(":g", s(group), ":one", n(1))));
      }
      default -> {
        owned.begin(Map.of());
        action.delete(d -> d.tableName(table).key(owned.key()));
      }
    }
    return action.build();
  }

  private static TransactWriteItem failing(String table) {
    return TransactWriteItem.builder()
        .conditionCheck(
            c ->
                c.tableName(table)
                    .key(item("pk", s("nobody"), "sk", n(1)))
                    .conditionExpression("attribute_exists(pk)"))
        .build();
  }
}
