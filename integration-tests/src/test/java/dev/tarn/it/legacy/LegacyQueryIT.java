package dev.tarn.it.legacy;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.refusal;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** One partition with the sort keys 0 to 9. */
final class LegacyQueryIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final Condition PK = Legacy.eq(s("a"));

  private static TestTable table;

  @BeforeAll
  static void putItems() {
    table = TestTable.create(TARN.dynamoDb(), ScalarAttributeType.N);
    for (int i = 0; i < 10; i++) {
      Map<String, AttributeValue> item = item("pk", s("a"), "sk", n(i), "text", s("t" + i));
      table.put(i % 2 == 0 ? with(item, "even", n(i)) : item);
    }
  }

  private static QueryResponse query(
      Map<String, Condition> conditions, Consumer<QueryRequest.Builder> more) {
    return table
        .client()
        .query(
            r -> {
              r.tableName(table.name()).keyConditions(conditions);
              more.accept(r);
            });
  }

  private static QueryResponse queryAll(Consumer<QueryRequest.Builder> more) {
    return query(Map.of("pk", PK), more);
  }

  private static QueryResponse range(ComparisonOperator operator, AttributeValue... values) {
    return query(Legacy.both("sk", Legacy.condition(operator, values), "pk", PK), r -> {});
  }

  private static List<Integer> sortKeys(QueryResponse answer) {
    return answer.items().stream().map(item -> Integer.valueOf(attribute(item, "sk").n())).toList();
  }

  private static List<Integer> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void returnsRangesOfSortKeys() {
    assertThat(sortKeys(queryAll(r -> {}))).isEqualTo(numbers(0, 9));
    assertThat(sortKeys(range(ComparisonOperator.EQ, n(3)))).isEqualTo(numbers(3, 3));
    assertThat(sortKeys(range(ComparisonOperator.LT, n(3)))).isEqualTo(numbers(0, 2));
    assertThat(sortKeys(range(ComparisonOperator.GE, n(3)))).isEqualTo(numbers(3, 9));
    assertThat(sortKeys(range(ComparisonOperator.BETWEEN, n(3), n(7)))).isEqualTo(numbers(3, 7));
  }

  @Test
  void filters() {
    Map<String, Condition> filter =
        Legacy.both(
            "even", Legacy.condition(ComparisonOperator.NULL),
            "text", Legacy.condition(ComparisonOperator.GT, s("t5")));
    assertThat(sortKeys(queryAll(r -> r.queryFilter(filter)))).containsExactly(7, 9);
    QueryResponse either =
        queryAll(r -> r.queryFilter(filter).conditionalOperator(ConditionalOperator.OR));
    assertThat(sortKeys(either)).containsExactly(1, 3, 5, 6, 7, 8, 9);
    assertThat(either.scannedCount()).isEqualTo(10);
  }

  @Test
  void takesExpressionsBesideKeyConditions() {
    assertThat(
            queryAll(
                    r ->
                        r.filterExpression("even > :six")
                            .expressionAttributeValues(item(":six", n(6)))
                            .projectionExpression("even"))
                .items())
        .containsExactly(item("even", n(8)));
  }

  @Test
  void showsTheAttributesAskedFor() {
    assertThat(queryAll(r -> r.attributesToGet("text", "absent").limit(1)).items())
        .containsExactly(item("text", s("t0")));
    assertThat(
            queryAll(r -> r.attributesToGet("sk").select(Select.SPECIFIC_ATTRIBUTES).limit(1))
                .items())
        .containsExactly(item("sk", n(0)));
  }

  @Test
  void refusesASelectThatDoesNotFit() {
    String cannot = "Cannot specify the AttributesToGet when choosing to get ";
    assertInvalid(
        cannot + "only the Count",
        () -> queryAll(r -> r.attributesToGet("a").select(Select.COUNT)));
    assertInvalid(
        cannot + "ALL_ATTRIBUTES",
        () -> queryAll(r -> r.attributesToGet("a").select(Select.ALL_ATTRIBUTES)));
  }

  @Test
  void refusesKeyAttributesInTheFilter() {
    assertInvalid(
        "QueryFilter can only contain non-primary key attributes: Primary key attribute: sk",
        () -> queryAll(r -> r.queryFilter(Map.of("sk", Legacy.eq(n(1))))));
  }

  @Test
  void refusesConditionsThatAreNotOnTheKey() {
    assertInvalid(
        "Query condition missed key schema element: pk",
        () -> query(Map.of("sk", Legacy.eq(n(1))), r -> {}));
    assertInvalid(
        "Query condition missed key schema element: sk",
        () -> query(Legacy.both("pk", PK, "text", Legacy.eq(s("t1"))), r -> {}));
    assertInvalid(
        "Query key condition not supported",
        () -> query(Map.of("pk", Legacy.condition(ComparisonOperator.LT, s("a"))), r -> {}));
    assertInvalid(
        "Attempted conditional constraint is not an indexable operation",
        () -> range(ComparisonOperator.NE, n(1)));
    assertInvalid(
        "One or more parameter values were invalid: Condition parameter type does not match schema"
            + " type",
        () -> range(ComparisonOperator.EQ, s("1")));
  }

  @Test
  void looksForTheTableBeforeItLooksForTheKey() {
    refusal(
        "ResourceNotFoundException",
        () ->
            table
                .client()
                .query(
                    r ->
                        r.tableName("no-such-table")
                            .keyConditions(
                                Map.of("x", Legacy.condition(ComparisonOperator.NULL)))));
  }

  @Test
  void refusesToMixTheStyles() {
    assertInvalid(
        "Can not use both expression and non-expression parameters in the same request:"
            + " Non-expression parameters: {QueryFilter, KeyConditions} Expression parameters:"
            + " {KeyConditionExpression}",
        () ->
            queryAll(
                r ->
                    r.keyConditionExpression("pk = :pk")
                        .queryFilter(Map.of("even", Legacy.eq(n(2))))));
  }

  @Test
  void asksForAKeyCondition() {
    assertInvalid(
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
            + " request.",
        () ->
            table
                .client()
                .query(
                    r -> r.tableName(table.name()).queryFilter(Map.of("even", Legacy.eq(n(2))))));
  }
}
