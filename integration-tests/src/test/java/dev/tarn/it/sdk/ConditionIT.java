package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.b;
import static dev.tarn.it.Values.bool;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.l;
import static dev.tarn.it.Values.m;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.nul;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.ss;
import static dev.tarn.it.Values.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The same item, and conditions that hold or do not hold on it. */
final class ConditionIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final Map<String, AttributeValue> ITEM =
      item(
          "pk",
          s("a"),
          "num",
          n(5),
          "str",
          s("hello"),
          "bin",
          b(1, 2),
          "yes",
          bool(true),
          "nothing",
          nul(),
          "tags",
          ss("x", "y"),
          "lst",
          l(n(1), s("x")),
          "doc",
          m("nested", m("deep", n(7))));

  private static final Map<String, AttributeValue> VALUES =
      item(
          ":five",
          n(5),
          ":nine",
          n(9),
          ":hello",
          s("hello"),
          ":he",
          s("he"),
          ":x",
          s("x"),
          ":one",
          n(1),
          ":seven",
          n(7),
          ":S",
          s("S"),
          ":N",
          s("N"),
          ":true",
          bool(true),
          ":m",
          m());

  private TestTable table;

  @BeforeEach
  void putItem() {
    table = TestTable.create(TARN.dynamoDb());
    table.put(ITEM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "num = :five",
        "num <> :nine",
        "num < :nine AND num <= :five AND num >= :five AND NOT num > :five",
        "num BETWEEN :one AND :nine",
        "num IN (:one, :five)",
        "str = :hello OR absent = :five",
        "attribute_exists(str) AND attribute_not_exists(absent)",
        "attribute_type(str, :S) AND attribute_type(num, :N)",
        "begins_with(str, :he)",
        "contains(str, :he) AND contains(tags, :x) AND contains(lst, :x) AND contains(lst, :one)",
        "size(str) = :five",
        "size(bin) > :one AND size(tags) < :five AND size(lst) < :nine",
        "doc.nested.deep = :seven AND lst[0] = :one",
        "(num = :nine OR num = :five) AND yes = :true",
        "absent <> :five",
        "num <> :hello",
        "NOT (num = :nine)",
        "doc <> :m",
      })
  void holds(String condition) {
    putIf(condition);
    assertThat(table.get("pk", s("a"))).containsEntry("written", bool(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "num = :nine",
        "num = :hello",
        "num < :hello",
        "absent = :five",
        "absent < :five",
        "NOT num = :five",
        "attribute_exists(absent)",
        "attribute_not_exists(num)",
        "attribute_type(num, :S)",
        "begins_with(str, :x)",
        "begins_with(num, :x)",
        "contains(tags, :he)",
        "contains(num, :five)",
        "num BETWEEN :seven AND :nine",
        "num IN (:one, :nine)",
        "size(absent) = :five",
        "size(num) = :one",
        "lst[9] = :one",
        "num = :nine AND num = :five OR num = :one",
      })
  void doesNotHold(String condition) {
    refusal("ConditionalCheckFailedException", () -> putIf(condition));
    assertThat(table.get("pk", s("a"))).isEqualTo(ITEM);
  }

  private void putIf(String condition) {
    Map<String, AttributeValue> values = new HashMap<>(VALUES);
    values.keySet().removeIf(name -> !condition.matches(".*" + name + "\\b.*"));
    table
        .client()
        .putItem(
            r ->
                r.tableName(table.name())
                    .item(with(ITEM, "written", bool(true)))
                    .conditionExpression(condition)
                    .expressionAttributeValues(values.isEmpty() ? null : values));
  }

  @Test
  void anAbsentItemSatisfiesThatItIsAbsent() {
    createIfAbsent("new", ReturnValuesOnConditionCheckFailure.NONE);
    assertThat(table.get("pk", s("new"))).isNotEmpty();
  }

  @Test
  void aFailureShowsTheItemWhereItIsAsked() {
    ConditionalCheckFailedException error =
        (ConditionalCheckFailedException)
            refusal(
                "ConditionalCheckFailedException",
                () -> createIfAbsent("a", ReturnValuesOnConditionCheckFailure.ALL_OLD));
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
    assertThat(error.item()).isEqualTo(ITEM);
  }

  @Test
  void aFailureShowsNothingUnlessAsked() {
    ConditionalCheckFailedException error =
        (ConditionalCheckFailedException)
            refusal(
                "ConditionalCheckFailedException",
                () -> createIfAbsent("a", ReturnValuesOnConditionCheckFailure.NONE));
    assertThat(error.hasItem()).isFalse();
  }

  private void createIfAbsent(String pk, ReturnValuesOnConditionCheckFailure shown) {
    table
        .client()
        .putItem(
            r ->
                r.tableName(table.name())
                    .item(item("pk", s(pk)))
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(shown));
  }

  @Test
  void rejectsUnusedValue() {
    assertInvalid(
        "Value provided in ExpressionAttributeValues unused in expressions: keys: {:unused}",
        () ->
            table
                .client()
                .putItem(
                    r ->
                        r.tableName(table.name())
                            .item(ITEM)
                            .conditionExpression("num = :five")
                            .expressionAttributeValues(item(":five", n(5), ":unused", n(1)))));
  }

  @Test
  void rejectsValuesWithoutAnExpression() {
    assertInvalid(
        "ExpressionAttributeValues can only be specified when using expressions:"
            + " ConditionExpression is null",
        () ->
            table
                .client()
                .putItem(
                    r ->
                        r.tableName(table.name())
                            .item(ITEM)
                            .expressionAttributeValues(item(":five", n(5)))));
  }

  @Test
  void rejectsBetweenWithItsBoundsReversed() {
    assertInvalid(
        "Invalid ConditionExpression: The BETWEEN operator requires upper bound to be greater than"
            + " or equal to lower bound; lower bound operand: AttributeValue: {N:9}, upper bound"
            + " operand: AttributeValue: {N:5}",
        () -> putIf("num BETWEEN :nine AND :five"));
  }
}
