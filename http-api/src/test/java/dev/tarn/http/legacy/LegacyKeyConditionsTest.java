package dev.tarn.http.legacy;

import static dev.tarn.http.legacy.Requests.EXPRESSIONS;
import static dev.tarn.http.legacy.Requests.decode;
import static dev.tarn.http.legacy.Requests.placeholders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.expression.KeyConditions;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LegacyKeyConditionsTest {
  private static final KeySchema SCHEMA =
      new KeySchema(
          new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.S));

  private static final String PK =
      "'pk': {'ComparisonOperator': 'EQ', 'AttributeValueList': [{'S': 'p'}]}";

  private static KeyConditions of(String elements) {
    return LegacyKeyConditions.of(decode("Query", "'KeyConditions': {" + elements + "}"));
  }

  private static String sk(String operator, String values) {
    return ", 'sk': {'ComparisonOperator': '%s', 'AttributeValueList': [%s]}"
        .formatted(operator, values.replace(';', ','));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "EQ | {'S': 'x'} | sk = :v0",
        "LE | {'S': 'x'} | sk <= :v0",
        "LT | {'S': 'x'} | sk < :v0",
        "GE | {'S': 'x'} | sk >= :v0",
        "GT | {'S': 'x'} | sk > :v0",
        "BEGINS_WITH | {'S': 'x'} | begins_with(sk, :v0)",
        "BETWEEN | {'S': 'x'}; {'S': 'y'} | sk BETWEEN :v0 AND :v1",
      })
  void saysTheSameAsAnExpression(String operator, String values, String text) {
    assertThat(of(PK + sk(operator, values)).on(SCHEMA))
        .isEqualTo(
            EXPRESSIONS
                .keyCondition(text + " AND pk = :v9")
                .bind(placeholders(withPartition(values)), SCHEMA));
  }

  /** The values, and the partition key's as the tenth. */
  private static String withPartition(String values) {
    int missing = values.contains("; ") ? 7 : 8;
    return values + "; {'S': 'unused'}".repeat(missing) + "; {'S': 'p'}";
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "NE | {'S': 'x'}",
        "CONTAINS | {'S': 'x'}",
        "NOT_CONTAINS | {'S': 'x'}",
        "IN | {'N': '1'}",
      })
  void refusesWhatNoKeyRangeSatisfies(String operator, String values) {
    KeyConditions conditions = of(PK + sk(operator, values));
    assertThatThrownBy(() -> conditions.on(SCHEMA))
        .hasMessage("Attempted conditional constraint is not an indexable operation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL", "NOT_NULL"})
  void refusesQuestionsForPresence(String operator) {
    KeyConditions conditions = of("'pk': {'ComparisonOperator': '" + operator + "'}");
    assertThatThrownBy(() -> conditions.on(SCHEMA))
        .hasMessage("Attempted conditional constraint is not an indexable operation");
  }

  @Test
  void missesThePartitionKeyBeforeItLooksAtOperators() {
    KeyConditions conditions = of("'sk': {'ComparisonOperator': 'NULL'}");
    assertThatThrownBy(() -> conditions.on(SCHEMA))
        .hasMessage("Query condition missed key schema element: pk");
  }

  @Test
  void takesOneConditionOrTwo() {
    String message = "Conditions can be of length 1 or 2 only";
    assertThatThrownBy(() -> of("")).hasMessage(message);
    assertThatThrownBy(
            () -> of(PK + sk("EQ", "{'S': 'x'}") + ", 'c': {'ComparisonOperator': 'NULL'}"))
        .hasMessage(message);
    assertThat(of(PK).byAttribute()).containsOnlyKeys("pk");
  }
}
