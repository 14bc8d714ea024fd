package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.attribute;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** One partition of a table with the sort keys 0 to 19, and neighbours that must not show. */
final class QueryIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static TestTable table;

  @BeforeAll
  static void putItems() {
    table = TestTable.create(TARN.dynamoDb(), ScalarAttributeType.N);
    for (int i = 0; i < 20; i++) {
      table.put("pk", s("a"), "sk", n(i), "even", n(i % 2 == 0 ? 1 : 0), "text", s("t" + i));
    }
    for (String neighbour : List.of("A", "aa", "b", "")) {
      table.put("pk", s(neighbour + "-"), "sk", n(3));
    }
  }

  private static QueryResponse query(
      String condition, Map<String, AttributeValue> values, Consumer<QueryRequest.Builder> more) {
    return table
        .client()
        .query(
            r -> {
              r.tableName(table.name())
                  .keyConditionExpression(condition)
                  .expressionAttributeValues(with(values, ":pk", s("a")));
              more.accept(r);
            });
  }

  private static QueryResponse queryAll(Consumer<QueryRequest.Builder> more) {
    return query("pk = :pk", Map.of(), more);
  }

  private static List<Integer> sortKeys(QueryResponse answer) {
    return answer.items().stream().map(item -> Integer.valueOf(attribute(item, "sk").n())).toList();
  }

  private static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void returnsAPartitionInOrder() {
    assertThat(sortKeys(queryAll(r -> {}))).isEqualTo(range(0, 19));
    assertThat(sortKeys(queryAll(r -> r.scanIndexForward(false))))
        .isEqualTo(range(0, 19).reversed());
  }

  @ParameterizedTest
  @CsvSource({
    "sk = :low, 3, 3",
    "sk < :low, 0, 2",
    "sk <= :low, 0, 3",
    "sk > :low, 4, 19",
    "sk >= :low, 3, 19",
    "sk BETWEEN :low AND :high, 3, 7",
  })
  void returnsARangeOfSortKeys(String condition, int first, int last) {
    Map<String, AttributeValue> values =
        condition.contains(":high") ? item(":low", n(3), ":high", n(7)) : item(":low", n(3));
    assertThat(sortKeys(query("pk = :pk AND " + condition, values, r -> {})))
        .isEqualTo(range(first, last));
    assertThat(sortKeys(query(condition + " AND pk = :pk", values, r -> r.scanIndexForward(false))))
        .isEqualTo(range(first, last).reversed());
  }

  @Test
  void findsNothingWhereNothingIs() {
    QueryResponse answer = query("pk = :pk AND sk > :low", item(":low", n(99)), r -> {});
    assertThat(answer.items()).isEmpty();
    assertThat(answer.count()).isZero();
    assertThat(answer.hasLastEvaluatedKey()).isFalse();
  }

  @Test
  void filtersAfterItHasCounted() {
    QueryResponse answer =
        query("pk = :pk", item(":one", n(1)), r -> r.filterExpression("even = :one"));
    assertThat(answer.count()).isEqualTo(10);
    assertThat(answer.scannedCount()).isEqualTo(20);
    assertThat(answer.items()).hasSize(10);
  }

  @Test
  void aLimitIsOfItemsLookedAt() {
    QueryResponse answer =
        query("pk = :pk", item(":one", n(1)), r -> r.filterExpression("even = :one").limit(5));
    assertThat(sortKeys(answer)).containsExactly(0, 2, 4);
    assertThat(answer.scannedCount()).isEqualTo(5);
    assertThat(answer.lastEvaluatedKey()).isEqualTo(item("pk", s("a"), "sk", n(4)));
  }

  @Test
  void countsWithoutItems() {
    QueryResponse answer = queryAll(r -> r.select(Select.COUNT));
    assertThat(answer.count()).isEqualTo(20);
    assertThat(answer.hasItems()).isFalse();
  }

  @Test
  void projects() {
    QueryResponse answer =
        queryAll(
            r ->
                r.projectionExpression("#t")
                    .limit(1)
                    .expressionAttributeNames(Map.of("#t", "text")));
    assertThat(answer.items()).containsExactly(item("text", s("t0")));
  }

  @Test
  void rejectsNoCondition() {
    assertInvalid(
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
            + " request.",
        () -> table.client().query(r -> r.tableName(table.name())));
  }

  @Test
  void rejectsConditionWithoutThePartitionKey() {
    assertInvalid(
        "Query condition missed key schema element: pk",
        () ->
            table
                .client()
                .query(
                    r ->
                        r.tableName(table.name())
                            .keyConditionExpression("sk = :sk")
                            .expressionAttributeValues(item(":sk", n(1)))));
  }

  @Test
  void rejectsRangeOfPartitionKeys() {
    assertInvalid("Query key condition not supported", () -> query("pk > :pk", Map.of(), r -> {}));
  }

  @Test
  void rejectsFilterOnAKey() {
    assertInvalid(
        "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
        () -> query("pk = :pk", item(":v", n(1)), r -> r.filterExpression("sk = :v")));
  }

  @Test
  void rejectsLimitOfZero() {
    assertInvalid(
        "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member"
            + " must have value greater than or equal to 1",
        () -> queryAll(r -> r.limit(0)));
  }

  @Test
  void rejectsIndexThatIsNotThere() {
    assertInvalid(
        "The table does not have the specified index: by-text",
        () -> queryAll(r -> r.indexName("by-text")));
  }
}
