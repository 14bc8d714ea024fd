package dev.tarn.it.legacy;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.m;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Three items, read by Scan, GetItem and BatchGetItem. */
final class LegacyReadsIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final String DUPLICATE =
      "One or more parameter values were invalid: Duplicate value in attribute name: num";

  private static TestTable table;

  @BeforeAll
  static void putItems() {
    table = TestTable.create(TARN.dynamoDb());
    table.put("pk", s("a"), "num", n(1), "doc", m("x", n(7)));
    table.put("pk", s("b"), "num", n(2));
    table.put("pk", s("c"), "num", n(3), "doc.x", n(8));
  }

  @Nested
  final class ScanFilter {
    private static List<Map<String, AttributeValue>> scan(
        ConditionalOperator operator, Map<String, Condition> filter) {
      return table
          .client()
          .scan(
              r ->
                  r.tableName(table.name())
                      .scanFilter(filter)
                      .conditionalOperator(operator)
                      .attributesToGet("pk"))
          .items();
    }

    @Test
    void choosesItems() {
      Map<String, Condition> filter =
          Legacy.both(
              "num", Legacy.condition(ComparisonOperator.IN, n(1), n(2)),
              "doc.x", Legacy.condition(ComparisonOperator.NULL));
      assertThat(scan(ConditionalOperator.AND, filter))
          .containsExactlyInAnyOrder(item("pk", s("a")), item("pk", s("b")));
      Map<String, Condition> either =
          Legacy.both(
              "num", Legacy.condition(ComparisonOperator.LT, n(2)),
              "doc.x", Legacy.eq(n(8)));
      assertThat(scan(ConditionalOperator.OR, either))
          .containsExactlyInAnyOrder(item("pk", s("a")), item("pk", s("c")));
    }

    @Test
    void refusesToMixTheStyles() {
      assertInvalid(
          "Can not use both expression and non-expression parameters in the same request:"
              + " Non-expression parameters: {AttributesToGet, ScanFilter} Expression parameters:"
              + " {ProjectionExpression, FilterExpression}",
          () ->
              table
                  .client()
                  .scan(
                      r ->
                          r.tableName(table.name())
                              .scanFilter(Map.of("num", Legacy.eq(n(1))))
                              .attributesToGet("num")
                              .projectionExpression("num")
                              .filterExpression("num = num")));
    }
  }

  @Nested
  final class AttributesToGet {
    @Test
    void projectsAnItem() {
      assertThat(
              table
                  .client()
                  .getItem(
                      r ->
                          r.tableName(table.name())
                              .key(item("pk", s("c")))
                              .attributesToGet("doc.x", "absent"))
                  .item())
          .isEqualTo(item("doc.x", n(8)));
    }

    @Test
    void projectsABatch() {
      KeysAndAttributes keys =
          KeysAndAttributes.builder()
              .keys(List.of(item("pk", s("a")), item("pk", s("b"))))
              .attributesToGet("num")
              .build();
      assertThat(
              table
                  .client()
                  .batchGetItem(r -> r.requestItems(Map.of(table.name(), keys)))
                  .responses()
                  .get(table.name()))
          .containsExactlyInAnyOrder(item("num", n(1)), item("num", n(2)));
    }

    @Test
    void refusesANameThatIsThereTwice() {
      assertInvalid(
          DUPLICATE,
          () ->
              table
                  .client()
                  .getItem(
                      r ->
                          r.tableName("no-such-table")
                              .key(item("pk", s("a")))
                              .attributesToGet("num", "pk", "num")));
      assertInvalid(
          DUPLICATE,
          () -> table.client().scan(r -> r.tableName(table.name()).attributesToGet("num", "num")));
    }

    @Test
    void refusesToMixTheStyles() {
      assertInvalid(
          "Can not use both expression and non-expression parameters in the same request:"
              + " Non-expression parameters: {AttributesToGet} Expression parameters:"
              + " {ProjectionExpression}",
          () ->
              table
                  .client()
                  .getItem(
                      r ->
                          r.tableName(table.name())
                              .key(item("pk", s("a")))
                              .attributesToGet("num")
                              .projectionExpression("num")));
    }
  }
}
