package dev.tarn.it.index;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.attribute;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.only;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Thirty items of five partition keys. Those with an even number have the color red, every third
 * one none, the others blue; the grade falls as the number rises.
 */
final class IndexReadIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int ITEMS = 30;
  private static TestTable table;

  @BeforeAll
  static void putItems() {
    table =
        TestTable.create(
            TARN.dynamoDb(),
            ScalarAttributeType.N,
            request -> {
              Indexes.attributes(request, "pk:S", "sk:N", "color:S", "grade:N");
              request.localSecondaryIndexes(
                  Indexes.local("by-grade", "pk / grade", Indexes.KEYS_ONLY),
                  Indexes.local("by-color", "pk / color", Indexes.ALL));
              request.globalSecondaryIndexes(
                  Indexes.global("colors", "color / grade", Indexes.ALL),
                  Indexes.global("keys", "color", Indexes.KEYS_ONLY),
                  Indexes.global("some", "color", Indexes.include("text")));
            });
    for (int i = 0; i < ITEMS; i++) {
      Map<String, AttributeValue> item =
          item("pk", s("p" + i % 5), "sk", n(i), "grade", n(-i / 2), "text", s("t" + i));
      if (i % 2 == 0 || i % 3 != 0) {
        item.put("color", s(i % 2 == 0 ? "red" : "blue"));
      }
      table.put(item);
    }
  }

  private static QueryResponse query(
      String index, String condition, Map<String, AttributeValue> values) {
    return query(index, condition, values, request -> {});
  }

  private static QueryResponse query(
      String index,
      String condition,
      Map<String, AttributeValue> values,
      Consumer<QueryRequest.Builder> more) {
    return table
        .client()
        .query(
            r -> {
              r.tableName(table.name())
                  .indexName(index)
                  .keyConditionExpression(condition)
                  .expressionAttributeValues(values);
              more.accept(r);
            });
  }

  private static List<String> numbers(List<Map<String, AttributeValue>> items) {
    return items.stream().map(found -> attribute(found, "sk").n()).toList();
  }

  @Test
  void aGlobalIndexHasTheItemsWithItsKeyInTheOrderOfItsSortKey() {
    QueryResponse red = query("colors", "color = :c", item(":c", s("red")));
    assertThat(red.count()).isEqualTo(15);
    assertThat(red.items()).isSortedAccordingTo((a, b) -> grade(a) - grade(b));
    QueryResponse blue = query("colors", "color = :c", item(":c", s("blue")));
    assertThat(blue.count()).isEqualTo(10);
    assertThat(query("colors", "color = :c", item(":c", s("green"))).count()).isZero();
  }

  private static int grade(Map<String, AttributeValue> item) {
    return Integer.parseInt(attribute(item, "grade").n());
  }

  @Test
  void conditionsOnTheSortKeySelectARange() {
    Map<String, AttributeValue> values = item(":c", s("red"), ":r", n(-5), ":s", n(-3));
    assertThat(numbers(query("colors", "color = :c AND grade BETWEEN :r AND :s", values).items()))
        .containsExactly("10", "8", "6");
    Map<String, AttributeValue> one = item(":c", s("red"), ":r", n(-5));
    assertThat(numbers(query("colors", "color = :c AND grade = :r", one).items()))
        .containsExactly("10");
    assertThat(query("colors", "color = :c AND grade < :r", one).count()).isEqualTo(9);
    assertThat(query("colors", "color = :c AND grade <= :r", one).count()).isEqualTo(10);
    assertThat(query("colors", "color = :c AND grade > :r", one).count()).isEqualTo(5);
    assertThat(query("colors", "color = :c AND grade >= :r", one).count()).isEqualTo(6);
  }

  @Test
  void aLocalIndexOrdersThePartitionAndFindsByPrefix() {
    assertThat(numbers(query("by-grade", "pk = :p", item(":p", s("p1"))).items()))
        .containsExactly("26", "21", "16", "11", "6", "1");
    QueryResponse red =
        query(
            "by-color",
            "pk = :p AND begins_with(color, :c)",
            item(":p", s("p1"), ":c", s("r")),
            r -> r.consistentRead(true));
    assertThat(numbers(red.items())).containsExactly("6", "16", "26");
  }

  @Test
  void pagesGoOnByTheKeyOfTheIndexAndTheTableTogether() {
    for (boolean forward : List.of(true, false)) {
      List<Map<String, AttributeValue>> items = new ArrayList<>();
      Map<String, AttributeValue> start = Map.of();
      do {
        Map<String, AttributeValue> from = start;
        QueryResponse page =
            query(
                "keys",
                "color = :c",
                item(":c", s("red")),
                r -> r.limit(4).scanIndexForward(forward).exclusiveStartKey(nullIfEmpty(from)));
        items.addAll(page.items());
        start = page.lastEvaluatedKey();
        assertThat(start.isEmpty() || start.keySet().equals(java.util.Set.of("color", "pk", "sk")))
            .isTrue();
      } while (!start.isEmpty());
      assertThat(items).hasSize(15).doesNotHaveDuplicates();
    }
  }

  @SuppressWarnings("NullAway") // null is how the SDK's builders say "not given"
  private static Map<String, AttributeValue> nullIfEmpty(Map<String, AttributeValue> key) {
    return key.isEmpty() ? null : key;
  }

  @Test
  void aScanOfAnIndexInSegmentsFindsEveryEntryOnce() {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int segment = 0; segment < 3; segment++) {
      int number = segment;
      table
          .client()
          .scanPaginator(
              r ->
                  r.tableName(table.name())
                      .indexName("colors")
                      .segment(number)
                      .totalSegments(3)
                      .limit(2))
          .items()
          .forEach(items::add);
    }
    assertThat(items).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void projectionsShowWhatTheIndexHas() {
    Map<String, AttributeValue> red = item(":c", s("red"));
    assertThat(query("keys", "color = :c", red).items())
        .allSatisfy(found -> assertThat(found).containsOnlyKeys("pk", "sk", "color"));
    assertThat(query("some", "color = :c", red).items())
        .allSatisfy(found -> assertThat(found).containsOnlyKeys("pk", "sk", "color", "text"));
    assertThat(query("colors", "color = :c", red, r -> r.select(Select.ALL_ATTRIBUTES)).items())
        .allSatisfy(found -> assertThat(found).hasSize(5));
    assertThat(
            query(
                    "some",
                    "color = :c",
                    red,
                    r ->
                        r.projectionExpression("sk, #t")
                            .expressionAttributeNames(Map.of("#t", "text")))
                .items())
        .allSatisfy(found -> assertThat(found).containsOnlyKeys("sk", "text"));
  }

  @Test
  void aGlobalIndexFetchesNothing() {
    Map<String, AttributeValue> red = item(":c", s("red"));
    assertInvalid(
        "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported"
            + " for global secondary index keys because its projection type is not ALL",
        () -> query("keys", "color = :c", red, r -> r.select(Select.ALL_ATTRIBUTES)));
    assertInvalid(
        "One or more parameter values were invalid: Global secondary index keys does not project"
            + " [grade]",
        () ->
            query(
                "keys",
                "color = :c",
                red,
                r -> r.projectionExpression("#r").expressionAttributeNames(Map.of("#r", "grade"))));
  }

  @Test
  void aLocalIndexFetchesWhatItDoesNotProject() {
    QueryResponse whole =
        query(
            "by-grade",
            "pk = :p",
            item(":p", s("p1")),
            r ->
                r.select(Select.ALL_ATTRIBUTES)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
    assertThat(whole.items().getFirst()).isEqualTo(table.get("pk", s("p1"), "sk", n(26)));
    assertThat(whole.consumedCapacity().table().capacityUnits()).isEqualTo(3.0);
    assertThat(Indexes.units(whole.consumedCapacity().localSecondaryIndexes(), "by-grade"))
        .isEqualTo(0.5);
    assertThat(whole.consumedCapacity().capacityUnits()).isEqualTo(3.5);
    QueryResponse filtered =
        query(
            "by-grade",
            "pk = :p",
            item(":p", s("p1"), ":t", s("t6")),
            r ->
                r.filterExpression("#t = :t")
                    .projectionExpression("#t")
                    .expressionAttributeNames(Map.of("#t", "text")));
    assertThat(filtered.items()).containsExactly(item("text", s("t6")));
    QueryResponse keys = query("by-grade", "pk = :p", item(":p", s("p1")));
    assertThat(keys.items().getFirst())
        .isEqualTo(only(whole.items().getFirst(), "pk", "sk", "grade"));
  }

  @Test
  void readingAnIndexIsCountedAsItsOwn() {
    ScanResponse scan =
        table
            .client()
            .scan(
                r ->
                    r.tableName(table.name())
                        .indexName("colors")
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
    assertThat(scan.consumedCapacity().table().capacityUnits()).isZero();
    assertThat(Indexes.units(scan.consumedCapacity().globalSecondaryIndexes(), "colors"))
        .isEqualTo(0.5);
  }

  @Test
  void aWriteTellsOfItsItemCollection() {
    Map<String, AttributeValue> item = item("pk", s("collection"), "sk", n(1));
    ItemCollectionMetrics metrics =
        table
            .client()
            .putItem(
                r ->
                    r.tableName(table.name())
                        .item(item)
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE))
            .itemCollectionMetrics();
    assertThat(metrics.itemCollectionKey()).isEqualTo(item("pk", s("collection")));
    assertThat(metrics.sizeEstimateRangeGB()).containsExactly(0.0, 1.0);
  }

  @Test
  void refusesWhatAnIndexCannotGive() {
    Map<String, AttributeValue> red = item(":c", s("red"));
    assertInvalid(
        "Consistent reads are not supported on global secondary indexes",
        () -> query("colors", "color = :c", red, r -> r.consistentRead(true)));
    assertInvalid(
        "The table does not have the specified index: none",
        () -> query("none", "color = :c", red));
    assertInvalid(
        "Query condition missed key schema element: color", () -> query("colors", "pk = :c", red));
    assertInvalid(
        "The provided starting key is invalid",
        () ->
            query(
                "colors",
                "color = :c",
                red,
                r -> r.exclusiveStartKey(item("pk", s("p1"), "sk", n(1)))));
    assertInvalid(
        "The provided starting key is outside query boundaries based on provided conditions",
        () ->
            query(
                "keys",
                "color = :c",
                red,
                r -> r.exclusiveStartKey(item("pk", s("p1"), "sk", n(1), "color", s("blue")))));
    assertInvalid(
        "Filter Expression can only contain non-primary key attributes: Primary key attribute:"
            + " color",
        () -> query("colors", "color = :c", red, r -> r.filterExpression("color = :c")));
  }
}
