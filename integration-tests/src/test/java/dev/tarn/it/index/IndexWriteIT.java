package dev.tarn.it.index;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.b;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.l;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A table with the indexes {@code names} (S), {@code numbers} (N) and {@code bytes} (B). */
final class IndexWriteIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static TestTable table;

  @BeforeAll
  static void createTable() {
    table =
        TestTable.create(
            TARN.dynamoDb(),
            null,
            request -> {
              Indexes.attributes(request, "pk:S", "s:S", "n:N", "b:B");
              request.globalSecondaryIndexes(
                  Indexes.global("names", "s", Indexes.ALL),
                  Indexes.global("numbers", "n", Indexes.KEYS_ONLY),
                  Indexes.global("bytes", "b", Indexes.include("more")));
            });
  }

  @Test
  void keysOfEveryTypeAreFound() {
    table.put("pk", s("types"), "s", s("ä"), "n", n("1E-130"), "b", b(0, 255));
    assertThat(query("names", "s", s("ä"))).isEqualTo(1);
    assertThat(query("numbers", "n", n("0.1E-129"))).isEqualTo(1);
    assertThat(query("bytes", "b", b(0, 255))).isEqualTo(1);
    table.delete("pk", s("types"));
    assertThat(query("names", "s", s("ä"))).isZero();
  }

  private static int query(String index, String key, AttributeValue value) {
    return table
        .client()
        .query(
            r ->
                r.tableName(table.name())
                    .indexName(index)
                    .keyConditionExpression("#k = :v")
                    .expressionAttributeNames(Map.of("#k", key))
                    .expressionAttributeValues(item(":v", value)))
        .count();
  }

  @Test
  void refusesAnIndexKeyOfTheWrongType() {
    String mismatch =
        "One or more parameter values were invalid: Type mismatch for Index Key s Expected: S"
            + " Actual: %s IndexName: names";
    assertInvalid(mismatch.formatted("N"), () -> table.put("pk", s("x"), "s", n(1)));
    assertInvalid(mismatch.formatted("L"), () -> table.put("pk", s("x"), "s", l()));
    assertInvalid(
        mismatch.formatted("N"),
        () -> table.update("x", "SET s = :v", r -> r.expressionAttributeValues(item(":v", n(1)))));
    assertInvalid(
        mismatch.formatted("N"),
        () ->
            table
                .client()
                .batchWriteItem(
                    r ->
                        r.requestItems(
                            Map.of(
                                table.name(),
                                List.of(
                                    put(item("pk", s("y"))),
                                    put(item("pk", s("x"), "s", n(1))))))));
    assertThat(table.get("pk", s("x"))).isEmpty();
    assertThat(table.get("pk", s("y"))).isEmpty();
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(p -> p.item(item)).build();
  }

  @Test
  void refusesAnEmptyIndexKey() {
    assertInvalid(
        "One or more parameter values are not valid. A value specified for a secondary index key"
            + " is not supported. The AttributeValue for a key attribute cannot contain an empty"
            + " string value. IndexName: names, IndexKey: s",
        () -> table.put("pk", s("x"), "s", s("")));
    assertInvalid(
        "One or more parameter values are not valid. A value specified for a secondary index key"
            + " is not supported. The AttributeValue for a key attribute cannot contain an empty"
            + " binary value. IndexName: bytes, IndexKey: b",
        () -> table.put("pk", s("x"), "b", b()));
  }

  @Test
  void anUpdateMovesAnEntry() {
    table.put("pk", s("moving"), "s", s("here"));
    table.update("moving", "SET s = :v", r -> r.expressionAttributeValues(item(":v", s("there"))));
    assertThat(query("names", "s", s("here"))).isZero();
    assertThat(query("names", "s", s("there"))).isEqualTo(1);
    table.update("moving", "REMOVE s", r -> {});
    assertThat(query("names", "s", s("there"))).isZero();
  }

  @Test
  void capacityOfAnIndexIsWhatHasChangedInIt() {
    assertThat(globals(putCapacity(item("pk", s("c"), "s", s("1"), "n", n(1), "b", b(1)))))
        .isEqualTo(Map.of("names", 1.0, "numbers", 1.0, "bytes", 1.0));
    ConsumedCapacity keyChanged =
        putCapacity(item("pk", s("c"), "s", s("2"), "n", n(1), "b", b(1)));
    assertThat(globals(keyChanged)).isEqualTo(Map.of("names", 2.0));
    assertThat(keyChanged.capacityUnits()).isEqualTo(3.0);
    assertThat(keyChanged.table().capacityUnits()).isEqualTo(1.0);
    assertThat(
            globals(
                putCapacity(item("pk", s("c"), "s", s("2"), "n", n(1), "b", b(1), "more", s("m")))))
        .isEqualTo(Map.of("names", 1.0, "bytes", 1.0));
    ConsumedCapacity deleted =
        table
            .client()
            .deleteItem(
                r ->
                    r.tableName(table.name())
                        .key(item("pk", s("c")))
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
            .consumedCapacity();
    assertThat(globals(deleted)).isEqualTo(Map.of("names", 1.0, "numbers", 1.0, "bytes", 1.0));
  }

  private static ConsumedCapacity putCapacity(Map<String, AttributeValue> item) {
    return table
        .client()
        .putItem(
            r ->
                r.tableName(table.name())
                    .item(item)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
        .consumedCapacity();
  }

  private static Map<String, Double> globals(ConsumedCapacity capacity) {
    return capacity.globalSecondaryIndexes().entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey,
                (Map.Entry<String, Capacity> e) -> e.getValue().capacityUnits()));
  }

  @Test
  void countsOfAnIndexAreExact() {
    TestTable counted =
        TestTable.create(
            TARN.dynamoDb(),
            null,
            request -> {
              Indexes.attributes(request, "pk:S", "s:S");
              request.globalSecondaryIndexes(Indexes.global("names", "s", Indexes.KEYS_ONLY));
            });
    for (int i = 0; i < 10; i++) {
      counted.put("pk", s("p" + i), "s", s("s"), "text", s("not projected"));
    }
    counted.put("pk", s("sparse"));
    counted.delete("pk", s("p9"));
    GlobalSecondaryIndexDescription index = counted.describe().globalSecondaryIndexes().getFirst();
    assertThat(index.itemCount()).isEqualTo(9);
    assertThat(index.indexSizeBytes()).isEqualTo(9 * 6);
  }
}
