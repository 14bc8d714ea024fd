package dev.tarn.it.crash;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.with;

import dev.tarn.it.TestTable;
import dev.tarn.it.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A client that writes to items of its own until the server is gone. */
final class LoadingClient {
  private static final int ITEMS = 60;
  private static final int LARGEST_BATCH = 25;

  private final Random random;
  private final List<OwnedItem> items;

  LoadingClient(int number, long seed) {
    this.random = new Random(seed + number);
    this.items =
        IntStream.range(0, ITEMS)
            .mapToObj(i -> new OwnedItem(item("pk", s("client" + number + "-" + i))))
            .toList();
  }

  List<OwnedItem> items() {
    return items;
  }

  /**
   * Writes until the server does not answer any more. Returns how many requests it answered, and
   * releases a permit for each.
   */
  int writeUntilGone(TestTable table, Semaphore answered) {
    int requests = 0;
    try {
      while (true) {
        write(table);
        answered.release();
        requests++;
      }
    } catch (DynamoDbException answer) {
      throw answer;
    } catch (SdkException gone) {
      return requests;
    }
  }

  private void write(TestTable table) {
    OwnedItem target = items.get(random.nextInt(ITEMS));
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> put(table, target);
      case 3, 4 -> putIf(table, target);
      case 5, 6, 7 -> update(table, target);
      case 8 -> delete(table, target);
      default -> batchWrite(table);
    }
  }

  private Map<String, AttributeValue> randomState(Map<String, AttributeValue> key) {
    int length = random.nextInt(20) == 0 ? random.nextInt(30_000) : random.nextInt(300);
    return with(key, "v", n(random.nextInt(4)), "text", s("x".repeat(length)));
  }

  private void put(TestTable table, OwnedItem target) {
    Map<String, AttributeValue> next = randomState(target.key());
    target.begin(next);
    table.put(next);
    target.acknowledge();
  }

  /** A condition that holds about half the time; this client knows when. */
  private void putIf(TestTable table, OwnedItem target) {
    Map<String, AttributeValue> next = randomState(target.key());
    AttributeValue expected = n(random.nextInt(2));
    boolean holds = !expected.equals(target.state().get("v"));
    target.begin(holds ? next : target.state());
    try {
      table
          .client()
          .putItem(
              r ->
                  r.tableName(table.name())
                      .item(next)
                      .conditionExpression("v <> :v")
                      .expressionAttributeValues(item(":v", expected)));
      requireAnswer(holds, target);
      target.acknowledge();
    } catch (ConditionalCheckFailedException e) {
      requireAnswer(!holds, target);
      target.refuse();
    }
  }

  private static void requireAnswer(boolean right, OwnedItem target) {
    if (!right) {
      throw new IllegalStateException("wrong answer to a condition on " + target.state());
    }
  }

  private void update(TestTable table, OwnedItem target) {
    Map<String, AttributeValue> state = target.state();
    long count = Long.parseLong(state.getOrDefault("count", n(0)).n()) + 1;
    target.begin(with(state.isEmpty() ? target.key() : state, "count", n(count)));
    table.update(
        Values.attribute(target.key(), "pk").s(),
        "ADD #c :one",
        r ->
            r.expressionAttributeNames(Map.of("#c", "count"))
                .expressionAttributeValues(item(":one", n(1))));
    target.acknowledge();
  }

  private void delete(TestTable table, OwnedItem target) {
    target.begin(Map.of());
    table.client().deleteItem(r -> r.tableName(table.name()).key(target.key()));
    target.acknowledge();
  }

  private void batchWrite(TestTable table) {
    List<OwnedItem> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, random);
    Map<OwnedItem, WriteRequest> requests = new HashMap<>();
    for (OwnedItem target : shuffled.subList(0, 1 + random.nextInt(LARGEST_BATCH))) {
      requests.put(target, request(target));
    }
    table
        .client()
        .batchWriteItem(r -> r.requestItems(Map.of(table.name(), List.copyOf(requests.values()))));
    requests.keySet().forEach(OwnedItem::acknowledge);
  }

  private WriteRequest request(OwnedItem target) {
    if (random.nextInt(4) == 0) {
      target.begin(Map.of());
      return WriteRequest.builder().deleteRequest(d -> d.key(target.key())).build();
    }
    Map<String, AttributeValue> next = randomState(target.key());
    target.begin(next);
    return WriteRequest.builder().putRequest(p -> p.item(next)).build();
  }
}
