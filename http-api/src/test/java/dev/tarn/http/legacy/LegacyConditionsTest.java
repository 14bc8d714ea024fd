package dev.tarn.http.legacy;

import static dev.tarn.http.legacy.Requests.EXPRESSIONS;
import static dev.tarn.http.legacy.Requests.decode;
import static dev.tarn.http.legacy.Requests.placeholders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Placeholders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LegacyConditionsTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private static @Nullable Condition filter(String json) {
    return LegacyConditions.of(decode("Scan", json), "ScanFilter");
  }

  private static @Nullable Condition expected(String json) {
    return LegacyConditions.of(
        decode("DeleteItem", "'Key': {}, " + json), LegacyConditions.EXPECTED);
  }

  private static String element(String operator, String values) {
    return "{'ComparisonOperator': '%s', 'AttributeValueList': [%s]}"
        .formatted(operator, values.replace(';', ','));
  }

  private static Condition expression(String text, Placeholders placeholders) {
    return EXPRESSIONS.condition(ExpressionKind.FILTER, text).bind(placeholders);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "EQ | {'N': '5'} | a = :v0",
        "EQ | {'L': [{'S': 'x'}]} | a = :v0",
        "NE | {'SS': ['x']} | a <> :v0",
        "LE | {'N': '5'} | a <= :v0",
        "LT | {'S': 'x'} | a < :v0",
        "GE | {'B': 'AQ=='} | a >= :v0",
        "GT | {'N': '5'} | a > :v0",
        "BETWEEN | {'N': '5'}; {'N': '6'} | a BETWEEN :v0 AND :v1",
        "IN | {'S': 'x'} | a IN (:v0)",
        "IN | {'N': '1'}; {'N': '2'}; {'N': '3'} | a IN (:v0, :v1, :v2)",
        "BEGINS_WITH | {'S': 'x'} | begins_with(a, :v0)",
        "CONTAINS | {'BOOL': true} | contains(a, :v0)",
        "NOT_CONTAINS | {'S': 'x'} | attribute_exists(a) AND NOT contains(a, :v0)",
      })
  void saysTheSameAsAnExpression(String operator, String values, String text) {
    Condition condition = expression(text, placeholders(values));
    String element = element(operator, values);
    assertThat(filter("'ScanFilter': {'a': " + element + "}")).isEqualTo(condition);
    assertThat(expected("'Expected': {'a': " + element + "}")).isEqualTo(condition);
  }

  @ParameterizedTest
  @CsvSource({"NULL, attribute_not_exists(a)", "NOT_NULL, attribute_exists(a)"})
  void asksForPresenceWithoutValues(String operator, String text) {
    Condition condition = expression(text, Placeholders.none());
    String element = "{'ComparisonOperator': '" + operator + "'}";
    assertThat(filter("'ScanFilter': {'a': " + element + "}")).isEqualTo(condition);
    assertThat(expected("'Expected': {'a': " + element + "}")).isEqualTo(condition);
  }

  @Test
  void takesADotInANameAsItIs() {
    Condition condition = filter("'ScanFilter': {'a.b[0]': {'ComparisonOperator': 'NULL'}}");
    assertThat(condition)
        .isInstanceOfSatisfying(
            Condition.AttributeNotExists.class,
            missing -> {
              assertThat(missing.path().attribute()).isEqualTo("a.b[0]");
              assertThat(missing.path().isNested()).isFalse();
            });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "EQ | ''",
        "EQ | {'N': '1'}, {'N': '2'}",
        "IN | ''",
        "BETWEEN | {'N': '1'}",
        "BETWEEN | {'N': '1'}, {'N': '2'}, {'N': '3'}",
        "NULL | {'N': '1'}",
        "NOT_NULL | {'N': '1'}",
        "CONTAINS | {'N': '1'}, {'N': '2'}",
      })
  void refusesTooFewAndTooManyValues(String operator, String values) {
    String element = element(operator, values.equals("''") ? "" : values);
    String message =
        INVALID + "Invalid number of argument(s) for the " + operator + " ComparisonOperator";
    assertThatThrownBy(() -> filter("'ScanFilter': {'a': " + element + "}"))
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> expected("'Expected': {'a': " + element + "}")).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "LE | SS | {'SS': ['x']}",
        "GT | BOOL | {'BOOL': true}",
        "BEGINS_WITH | N | {'N': '1'}",
        "CONTAINS | NS | {'NS': ['1']}",
        "NOT_CONTAINS | M | {'M': {}}",
        "IN | L | {'L': []}",
        "BETWEEN | NULL | {'NULL': true}, {'NULL': true}",
      })
  void refusesTypesThatAnOperatorDoesNotTake(String operator, String type, String values) {
    assertThatThrownBy(() -> filter("'ScanFilter': {'a': " + element(operator, values) + "}"))
        .hasMessage(
            INVALID
                + "ComparisonOperator "
                + operator
                + " is not valid for "
                + type
                + " AttributeValue type");
  }

  @Test
  void refusesValuesOfSeveralTypes() {
    assertThatThrownBy(
            () -> filter("'ScanFilter': {'a': " + element("IN", "{'N': '1'}, {'S': '1'}") + "}"))
        .hasMessage(INVALID + "AttributeValues inside AttributeValueList must be of same type");
  }

  @Test
  void refusesBoundsInTheWrongOrder() {
    String asNumbers = element("BETWEEN", "{'N': '9'}, {'N': '10'}");
    String asStrings = element("BETWEEN", "{'S': '9'}, {'S': '10'}");
    assertThat(filter("'ScanFilter': {'a': " + asNumbers + "}")).isNotNull();
    assertThatThrownBy(() -> filter("'ScanFilter': {'a': " + asStrings + "}"))
        .hasMessage(
            "The BETWEEN condition was provided a range where the lower bound is greater than the"
                + " upper bound");
  }

  @Nested
  final class Joined {
    private static final String TWO =
        "{'a': {'ComparisonOperator': 'NULL'}, 'b': {'ComparisonOperator': 'NOT_NULL'}}";

    @Test
    void allMustHoldIfTheRequestDoesNotSay() {
      Condition and =
          expression("attribute_not_exists(a) AND attribute_exists(b)", Placeholders.none());
      assertThat(filter("'ScanFilter': " + TWO)).isEqualTo(and);
      assertThat(filter("'ConditionalOperator': 'AND', 'ScanFilter': " + TWO)).isEqualTo(and);
    }

    @Test
    void anyMayHoldIfTheRequestSaysSo() {
      assertThat(filter("'ConditionalOperator': 'OR', 'ScanFilter': " + TWO))
          .isEqualTo(
              expression("attribute_not_exists(a) OR attribute_exists(b)", Placeholders.none()));
    }

    @Test
    void noneAreNoCondition() {
      assertThat(filter("'ScanFilter': {}")).isNull();
      assertThat(filter("'Limit': 1")).isNull();
    }

    @Test
    void thereMustBeTwoToJoin() {
      assertThatThrownBy(() -> filter("'ConditionalOperator': 'OR'"))
          .hasMessage("ConditionalOperator cannot be used without Filter or Expected");
      assertThatThrownBy(() -> filter("'ConditionalOperator': 'OR', 'ScanFilter': {}"))
          .hasMessage("ConditionalOperator cannot be used without Filter or Expected");
      assertThatThrownBy(
              () ->
                  expected(
                      "'ConditionalOperator': 'AND', 'Expected':"
                          + " {'a': {'ComparisonOperator': 'NULL'}}"))
          .hasMessage(
              "ConditionalOperator can only be used when Filter or Expected has two or more"
                  + " elements");
    }
  }

  @Nested
  final class ValueAndExists {
    @Test
    void aValueIsExpectedToBeThere() {
      Condition equal = expression("a = :v0", placeholders("{'N': '5'}"));
      assertThat(expected("'Expected': {'a': {'Value': {'N': '5.0'}}}")).isEqualTo(equal);
      assertThat(expected("'Expected': {'a': {'Value': {'N': '5'}, 'Exists': true}}"))
          .isEqualTo(equal);
    }

    @Test
    void noneIsExpectedToBeThere() {
      assertThat(expected("'Expected': {'a': {'Exists': false}}"))
          .isEqualTo(expression("attribute_not_exists(a)", Placeholders.none()));
    }

    @Test
    void aValueMayStandForAListOfOne() {
      assertThat(expected("'Expected': {'a': {'ComparisonOperator': 'GT', 'Value': {'N': '5'}}}"))
          .isEqualTo(expression("a > :v0", placeholders("{'N': '5'}")));
    }

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '"',
        delimiter = '|',
        value = {
          "{} | Value must be provided when Exists is null",
          "{'Exists': true} | Value must be provided when Exists is true",
          "{'Exists': false, 'Value': {'S': 'x'}} | Value cannot be used when Exists is false",
          "{'Value': {'S': 'x'}, 'AttributeValueList': [{'S': 'x'}]}"
              + " | Value and AttributeValueList cannot be used together",
          "{'Exists': true, 'ComparisonOperator': 'EQ', 'AttributeValueList': [{'S': 'x'}]}"
              + " | Exists and ComparisonOperator cannot be used together",
          "{'AttributeValueList': [{'S': 'x'}]}"
              + " | AttributeValueList can only be used with a ComparisonOperator",
          "{'Exists': false, 'AttributeValueList': [{'S': 'x'}]}"
              + " | AttributeValueList can only be used with a ComparisonOperator",
          "{'ComparisonOperator': 'IN'}"
              + " | Value or AttributeValueList must be used with ComparisonOperator: IN",
        })
    void refusesMembersThatDoNotGoTogether(String element, String message) {
      assertThatThrownBy(() -> expected("'Expected': {'a': " + element + "}"))
          .isInstanceOf(ValidationException.class)
          .hasMessage(INVALID + message + " for Attribute: a");
    }

    @Test
    void refusesBrokenValues() {
      assertThatThrownBy(() -> expected("'Expected': {'a': {'Value': {'SS': []}}}"))
          .hasMessage(INVALID + "An string set  may not be empty");
    }
  }
}
