package dev.tarn.it.legacy;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** The same item each time, and writes that expect something of it. */
final class ExpectedIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static TestTable table;

  @BeforeAll
  static void createTable() {
    table = TestTable.create(TARN.dynamoDb());
  }

  @BeforeEach
  void putItem() {
    table.put("pk", s("a"), "num", n(5), "str", s("hello"), "tags", ss("x", "y"));
  }

  private static void put(Map<String, ExpectedAttributeValue> expected) {
    table
        .client()
        .putItem(
            r ->
                r.tableName(table.name()).item(item("pk", s("a"), "new", n(1))).expected(expected));
  }

  private static void delete(
      ConditionalOperator operator, Map<String, ExpectedAttributeValue> expected) {
    table
        .client()
        .deleteItem(
            r ->
                r.tableName(table.name())
                    .key(item("pk", s("a")))
                    .conditionalOperator(operator)
                    .expected(expected));
  }

  private static void assertFails(Map<String, ExpectedAttributeValue> expected) {
    assertRefused(
        "ConditionalCheckFailedException", "The conditional request failed", () -> put(expected));
    assertThat(table.get("pk", s("a"))).containsKey("num");
  }

  private void assertHolds(Map<String, ExpectedAttributeValue> expected) {
    put(expected);
    assertThat(table.get("pk", s("a"))).isEqualTo(item("pk", s("a"), "new", n(1)));
    putItem();
  }

  @Test
  void comparesAnAttributeWithValues() {
    assertHolds(Map.of("num", Legacy.expected(ComparisonOperator.EQ, n("5.0"))));
    assertHolds(Map.of("num", Legacy.expected(ComparisonOperator.BETWEEN, n(4), n(10))));
    assertHolds(Map.of("str", Legacy.expected(ComparisonOperator.BEGINS_WITH, s("he"))));
    assertHolds(Map.of("tags", Legacy.expected(ComparisonOperator.CONTAINS, s("y"))));
    assertHolds(Map.of("tags", Legacy.expected(ComparisonOperator.NOT_CONTAINS, s("z"))));
    assertHolds(Map.of("absent", Legacy.expected(ComparisonOperator.NE, n(5))));
    assertFails(Map.of("num", Legacy.expected(ComparisonOperator.GT, n(5))));
    assertFails(Map.of("num", Legacy.expected(ComparisonOperator.EQ, s("5"))));
    assertFails(Map.of("str", Legacy.expected(ComparisonOperator.IN, s("a"), s("b"))));
    assertFails(Map.of("absent", Legacy.expected(ComparisonOperator.NOT_CONTAINS, s("z"))));
  }

  @Test
  void asksWhetherAnAttributeIsThere() {
    assertHolds(Map.of("num", Legacy.expected(ComparisonOperator.NOT_NULL)));
    assertHolds(Map.of("absent", Legacy.missing()));
    assertFails(Map.of("num", Legacy.expected(ComparisonOperator.NULL)));
    assertFails(Map.of("pk", Legacy.missing()));
  }

  @Test
  void takesTheOldestStyle() {
    assertHolds(Map.of("num", Legacy.value(n(5))));
    assertHolds(Map.of("num", Legacy.value(n(5)).toBuilder().exists(true).build()));
    assertFails(Map.of("num", Legacy.value(n(6))));
    assertFails(Map.of("num", Legacy.value(n(6)).toBuilder().exists(true).build()));
  }

  @Test
  void joinsConditionsByAndUnlessTheRequestSaysOr() {
    Map<String, ExpectedAttributeValue> oneHolds =
        Legacy.both("num", Legacy.value(n(5)), "str", Legacy.value(s("other")));
    assertFails(oneHolds);
    assertRefused(
        "ConditionalCheckFailedException",
        "The conditional request failed",
        () -> delete(ConditionalOperator.AND, oneHolds));
    delete(ConditionalOperator.OR, oneHolds);
    assertThat(table.get("pk", s("a"))).isEmpty();
  }

  @Test
  void refusesToMixTheStyles() {
    assertInvalid(
        "Can not use both expression and non-expression parameters in the same request:"
            + " Non-expression parameters: {Expected} Expression parameters:"
            + " {ConditionExpression}",
        () ->
            table
                .client()
                .putItem(
                    r ->
                        r.tableName(table.name())
                            .item(item("pk", s("a")))
                            .conditionExpression("attribute_exists(pk)")
                            .expected(Map.of("num", Legacy.missing()))));
  }

  @Test
  void checksWhatIsExpectedBeforeTheTable() {
    assertInvalid(
        "One or more parameter values were invalid: Value must be provided when Exists is true for"
            + " Attribute: a",
        () ->
            table
                .client()
                .putItem(
                    r ->
                        r.tableName("no-such-table")
                            .item(item("pk", s("a")))
                            .expected(
                                Map.of(
                                    "a", ExpectedAttributeValue.builder().exists(true).build()))));
  }

  @Test
  void refusesAConditionalOperatorWithNothingToJoin() {
    assertInvalid(
        "ConditionalOperator can only be used when Filter or Expected has two or more elements",
        () -> delete(ConditionalOperator.OR, Map.of("num", Legacy.missing())));
    assertInvalid(
        "ConditionalOperator cannot be used without Filter or Expected",
        () ->
            table
                .client()
                .deleteItem(
                    r ->
                        r.tableName(table.name())
                            .key(item("pk", s("a")))
                            .conditionalOperator(ConditionalOperator.OR)));
  }
}
