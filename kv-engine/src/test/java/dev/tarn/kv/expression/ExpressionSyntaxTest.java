package dev.tarn.kv.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionSyntaxTest {
  private final Expressions expressions = new Expressions();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = :a",
        "a=:a",
        " \t\r\na\n=\t:a ",
        "(a = :a)",
        "a = (b)",
        "(a) = (b)",
        "(a) BETWEEN (:a) AND (:b)",
        "(a = :a) AND (a = :a)",
        "((a) = :a)",
        "(a = :a OR b = :b) AND c = :c",
        "((a = :a OR b = :b) AND c = :c) OR d = :d",
        "NOT a = :a",
        "NOT NOT a = :a",
        "not (a = :a)",
        "NOT (NOT (a = :a))",
        "a between :a and :b AND c = :c",
        "a IN (:a)",
        "a in (:a, b, size(c))",
        "size(a) > size(b)",
        "(size(a)) > :b",
        "attribute_exists (a)",
        "attribute_exists((a))",
        "(attribute_exists(a))",
        "#a.#b[0].c[1][2] <> :a_1",
        "a . b [ 0 ] = :a",
        "#0 = :0",
        "A1_b = :a",
        "begins_with(a, :a) OR contains(b, c)",
        "attribute_type(a, :a) AND attribute_not_exists(b)",
        "settings = :a AND notable = :b AND andy = :c"
      })
  void acceptsConditions(String text) {
    assertThatCode(() -> expressions.condition(ExpressionKind.CONDITION, text))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET a = :a",
        "set a=:a,b=:b remove c add d :d delete f :e",
        "DELETE f :e ADD d :d REMOVE c SET a = :a",
        "SET a = b + :c, d = :e - f",
        "SET a = (b + :c)",
        "SET a = (b) + (:c)",
        "SET a = (:b)",
        "SET a = if_not_exists(a, :zero) + :one",
        "SET a = list_append(if_not_exists(a, :empty), :more)",
        "SET #a.b[3].#c = d[0]",
        "REMOVE a[0], a[1], #b"
      })
  void acceptsUpdates(String text) {
    assertThatCode(() -> expressions.update(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a, b", "a.b[0],#c , d[0][1].e", " a "})
  void acceptsProjections(String text) {
    assertThatCode(() -> expressions.projection(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a =                  | <EOF>    | =",
        "a                    | <EOF>    | a",
        "a = :a AND           | <EOF>    | AND",
        "a = :a b             | b        | :a b",
        "= :a                 | =        | = :a",
        "a == :a              | =        | == :a",
        "a = :a AND OR b = :b | OR       | AND OR b",
        "a = :a)              | )        | :a)",
        "(a = :a              | <EOF>    | :a",
        "(a AND b = :b)       | AND      | a AND b",
        "a AND b = :b         | AND      | a AND b",
        "(a = :a AND b)       | )        | b)",
        "NOT a                | <EOF>    | a",
        "(a = :a) = :b        | =        | ) = :b",
        "a = (b = :b)         | =        | b = :b",
        "a BETWEEN :a         | <EOF>    | :a",
        "a BETWEEN :a OR :b   | OR       | :a OR :b",
        "a IN :a              | :a       | IN :a",
        "a IN ()              | )        | ()",
        "a IN (:a,)           | )        | ,)",
        "size()               | )        | ()",
        "size(a, ) > :b       | )        | , ) >",
        "a.:b = :c            | :b       | .:b =",
        "a[:b] = :c           | :b       | [:b]",
        "a[-1] = :c           | -        | [-1",
        "a[01] = :c           | 1        | 01]",
        "a[0 = :c             | =        | 0 = :c",
        "a. = :c              | =        | . = :c",
        "_a = :a              | _        | _a",
        "a = :b AND _c = :d   | _        | AND _c",
        "a-b = :c             | -        | a-b",
        "a = 5                | 5        | = 5",
        "a = 'x'              | '        | = 'x",
        "a = :b ; c           | ;        | :b ; c",
        "# = :a               | #        | # =",
        "a = :                | :        | = :",
        "#a b = :c            | b        | #a b =",
        "and = :a             | and      | and =",
        "a = b + :c           | +        | b + :c",
        "a = \ud83d\ude00     | \ud83d\ude00 | = \ud83d\ude00"
      })
  void showsWhereAConditionStops(String text, String token, String near) {
    assertThatThrownBy(() -> expressions.condition(ExpressionKind.FILTER, text))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "Invalid FilterExpression: Syntax error; token: \"%s\", near: \"%s\"", token, near);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a = :a               | a        | a =",
        "SET                  | <EOF>    | SET",
        "SET a                | <EOF>    | a",
        "SET a = :a,          | <EOF>    | ,",
        "SET a = :a b = :b    | b        | :a b =",
        "SET a = VALUE 1      | 1        | VALUE 1",
        "SET a = :a + :b + :c | +        | :b + :c",
        "SET a = b = :c       | =        | b = :c",
        "SET _something = :a  | _        | SET _something",
        "SET set = :a         | set      | SET set =",
        "REMOVE :a            | :a       | REMOVE :a",
        "REMOVE a = :b        | =        | a = :b",
        "ADD a                | <EOF>    | a",
        "ADD a b              | b        | a b",
        "ADD a = :b           | =        | a = :b",
        "DELETE a :b c        | c        | :b c",
        "SET a = :a WHERE b   | WHERE    | :a WHERE b"
      })
  void showsWhereAnUpdateStops(String text, String token, String near) {
    assertThatThrownBy(() -> expressions.update(text))
        .hasMessage(
            "Invalid UpdateExpression: Syntax error; token: \"%s\", near: \"%s\"", token, near);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a,      | <EOF> | ,",
        "a b     | b     | a b",
        ", a     | ,     | , a",
        ":a      | :a    | :a",
        "size(a) | (     | size(a",
        "(a)     | (     | (a",
        "a[0     | <EOF> | 0"
      })
  void showsWhereAProjectionStops(String text, String token, String near) {
    assertThatThrownBy(() -> expressions.projection(text))
        .hasMessage(
            "Invalid ProjectionExpression: Syntax error; token: \"%s\", near: \"%s\"", token, near);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a = :a))",
        "((a = :a)) AND b = :b",
        "b = :b OR ((a = :a AND c = :c))",
        "((a)) = :a",
        "a = ((b))",
        "size(((a))) > :b",
        "NOT ((a = :a))",
        "((a = :a) )"
      })
  void refusesRedundantParentheses(String text) {
    assertThatThrownBy(() -> expressions.condition(ExpressionKind.CONDITION, text))
        .hasMessage("Invalid ConditionExpression: The expression has redundant parentheses;");
  }

  @ParameterizedTest
  @EnumSource(ExpressionKind.class)
  void refusesEmptyExpressions(ExpressionKind kind) {
    assertThatThrownBy(() -> parse(kind, ""))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Invalid %s: The expression can not be empty;", kind.parameterName());
  }

  @Test
  void parsesATextOnce() {
    assertThat(expressions.update("SET a = :a")).isSameAs(expressions.update("SET a = :a"));
  }

  @Test
  void keepsConditionsAndFiltersApart() {
    assertThat(expressions.condition(ExpressionKind.FILTER, "a = :a"))
        .isNotSameAs(expressions.condition(ExpressionKind.CONDITION, "a = :a"));
  }

  private Object parse(ExpressionKind kind, String text) {
    return switch (kind) {
      case CONDITION, FILTER -> expressions.condition(kind, text);
      case KEY_CONDITION -> expressions.keyCondition(text);
      case PROJECTION -> expressions.projection(text);
      case UPDATE -> expressions.update(text);
    };
  }
}
