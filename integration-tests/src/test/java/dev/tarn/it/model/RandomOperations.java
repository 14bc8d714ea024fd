package dev.tarn.it.model;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.ordered;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.TestTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Operations that are done on the server and on the model, whose answers must agree. */
final class RandomOperations {
  private final Random random;
  private final RandomItems items;
  private final TableModel model;

  RandomOperations(Random random, TableModel model) {
    this.random = random;
    this.items = new RandomItems(random);
    this.model = model;
  }

  void next(TestTable table) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> put(table);
      case 3 -> putIf(table);
      case 4 -> delete(table);
      case 5, 6 -> update(table);
      case 7 -> batchWrite(table);
      case 8 -> query(table);
      default -> batchGet(table);
    }
  }

  private void put(TestTable table) {
    Map<String, AttributeValue> key = items.key();
    Map<String, AttributeValue> item = items.item(key);
    Map<String, AttributeValue> old =
        table
            .client()
            .putItem(r -> r.tableName(table.name()).item(item).returnValues(ReturnValue.ALL_OLD))
            .attributes();
    assertThat(ordered(old)).isEqualTo(model.set(key, item));
  }

  private void putIf(TestTable table) {
    Map<String, AttributeValue> key = items.key();
    Map<String, AttributeValue> item = items.item(key);
    AttributeValue expected = n(random.nextInt(5));
    boolean holds = expected.equals(model.get(key).get("v"));
    boolean done;
    try {
      table
          .client()
          .putItem(
              r ->
                  r.tableName(table.name())
                      .item(item)
                      .conditionExpression("v = :v")
                      .expressionAttributeValues(item(":v", expected)));
      done = true;
    } catch (ConditionalCheckFailedException e) {
      done = false;
    }
    assertThat(done).as("v = %s of %s", expected, model.get(key)).isEqualTo(holds);
    if (done) {
      model.set(key, item);
    }
  }

  private void delete(TestTable table) {
    Map<String, AttributeValue> key = items.key();
    Map<String, AttributeValue> old =
        table
            .client()
            .deleteItem(r -> r.tableName(table.name()).key(key).returnValues(ReturnValue.ALL_OLD))
            .attributes();
    assertThat(ordered(old)).isEqualTo(model.set(key, Map.of()));
  }

  private void update(TestTable table) {
    Map<String, AttributeValue> key = items.key();
    Map<String, AttributeValue> before = model.get(key);
    int added = random.nextInt(3);
    Map<String, AttributeValue> after = new LinkedHashMap<>(key);
    after.putAll(before);
    after.put("w", n(added));
    after.put("v", n(Long.parseLong(before.getOrDefault("v", n(0)).n()) + added));
    after.remove("attribute1");
    Map<String, AttributeValue> answer =
        table
            .client()
            .updateItem(
                r ->
                    r.tableName(table.name())
                        .key(key)
                        .updateExpression("SET w = :n ADD v :n REMOVE attribute1")
                        .expressionAttributeValues(item(":n", n(added)))
                        .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    model.set(key, after);
    assertThat(ordered(answer)).isEqualTo(model.get(key));
  }

  private void batchWrite(TestTable table) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> states = new HashMap<>();
    int writes = 1 + random.nextInt(25);
    for (int i = 0; i < writes; i++) {
      Map<String, AttributeValue> key = items.key();
      states.put(key, random.nextInt(3) == 0 ? Map.of() : items.item(key));
    }
    List<WriteRequest> requests = new ArrayList<>();
    states.forEach((key, state) -> requests.add(request(key, state)));
    assertThat(
            table
                .client()
                .batchWriteItem(r -> r.requestItems(Map.of(table.name(), requests)))
                .unprocessedItems())
        .isEmpty();
    states.forEach(model::set);
  }

  private static WriteRequest request(
      Map<String, AttributeValue> key, Map<String, AttributeValue> state) {
    return state.isEmpty()
        ? WriteRequest.builder().deleteRequest(d -> d.key(key)).build()
        : WriteRequest.builder().putRequest(p -> p.item(state)).build();
  }

  private void query(TestTable table) {
    String pk = items.partitionKey();
    BigDecimal one = items.sortKey();
    BigDecimal other = items.sortKey();
    boolean forward = random.nextBoolean();
    int limit = 1 + random.nextInt(5);
    List<Map<String, AttributeValue>> found =
        table
            .client()
            .queryPaginator(
                r ->
                    r.tableName(table.name())
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :low AND :high")
                        .expressionAttributeValues(
                            item(
                                ":pk",
                                s(pk),
                                ":low",
                                RandomItems.number(one.min(other)),
                                ":high",
                                RandomItems.number(one.max(other))))
                        .scanIndexForward(forward)
                        .limit(limit))
            .items()
            .stream()
            .map(item -> ordered(item))
            .toList();
    assertThat(found).isEqualTo(model.query(pk, one.min(other), one.max(other), forward));
  }

  private void batchGet(TestTable table) {
    List<Map<String, AttributeValue>> keys =
        random.ints(20, 0, 9).mapToObj(i -> items.key()).distinct().toList();
    List<Map<String, AttributeValue>> found =
        table
            .client()
            .batchGetItem(
                r ->
                    r.requestItems(
                        Map.of(table.name(), KeysAndAttributes.builder().keys(keys).build())))
            .responses()
            .getOrDefault(table.name(), List.of())
            .stream()
            .map(item -> ordered(item))
            .toList();
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            keys.stream().map(model::get).filter(item -> !item.isEmpty()).toList());
  }
}
