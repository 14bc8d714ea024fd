package dev.tarn.kv.expression;

import static dev.tarn.kv.expression.Request.request;
import static dev.tarn.kv.expression.Values.NULL;
import static dev.tarn.kv.expression.Values.TRUE;
import static dev.tarn.kv.expression.Values.b;
import static dev.tarn.kv.expression.Values.l;
import static dev.tarn.kv.expression.Values.m;
import static dev.tarn.kv.expression.Values.n;
import static dev.tarn.kv.expression.Values.ns;
import static dev.tarn.kv.expression.Values.s;
import static dev.tarn.kv.expression.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionValidationTest {
  @ParameterizedTest
  @ValueSource(strings = {"status", "Name", "size", "ABORT", "zone", "ttl", "Comment"})
  void refusesReservedWordsInAnyCase(String word) {
    String message = "Attribute name is a reserved keyword; reserved keyword: " + word;
    assertThatThrownBy(() -> full().condition("a.b = :s AND " + word + " = :s"))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Invalid ConditionExpression: " + message);
    assertThatThrownBy(() -> full().condition("a." + word + " = :s")).hasMessageEndingWith(message);
    assertThatThrownBy(() -> full().projection("a, " + word))
        .hasMessage("Invalid ProjectionExpression: " + message);
    assertThatThrownBy(() -> full().update("REMOVE " + word))
        .hasMessage("Invalid UpdateExpression: " + message);
  }

  @Test
  void knowsAll573ReservedWords() {
    assertThatCode(() -> full().condition("widget = :s AND name1 = :s")).doesNotThrowAnyException();
    assertThat(ReservedWords.count()).isEqualTo(573);
  }

  @Test
  void letsPlaceholdersStandForReservedWords() {
    assertThatCode(() -> request().name("#s", "status").projection("#s, a.#s"))
        .doesNotThrowAnyException();
  }

  @Test
  void reportsSyntaxErrorsBeforeAnythingElse() {
    assertThatThrownBy(() -> full().condition("status = foo(a) AND"))
        .hasMessageContaining("Syntax error; token: \"<EOF>\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo(a)                           | Invalid function name; function: foo",
        "Size(a) > :n                     | Invalid function name; function: Size",
        "ATTRIBUTE_EXISTS(a)              | Invalid function name; function: ATTRIBUTE_EXISTS",
        "size(a)                          | The function is not allowed to be used this way in an"
            + " expression; function: size",
        "a = :s AND size(a)               | The function is not allowed to be used this way in an"
            + " expression; function: size",
        "(size(a))                        | The function is not allowed to be used this way in an"
            + " expression; function: size",
        "attribute_exists(a) = :b         | The function is not allowed to be used this way in an"
            + " expression; function: attribute_exists",
        "a = contains(b, :s)              | The function is not allowed to be used this way in an"
            + " expression; function: contains",
        "size(begins_with(a, :s)) > :n    | The function is not allowed to be used this way in an"
            + " expression; function: begins_with",
        "if_not_exists(a, :s)             | The function is not allowed in a condition expression;"
            + " function: if_not_exists",
        "a = list_append(a, :l)           | The function is not allowed in a condition expression;"
            + " function: list_append",
        "attribute_exists(a, b)           | Incorrect number of operands for operator or function;"
            + " operator or function: attribute_exists, number of operands: 2",
        "begins_with(a)                   | Incorrect number of operands for operator or function;"
            + " operator or function: begins_with, number of operands: 1",
        "a = size(b, c)                   | Incorrect number of operands for operator or function;"
            + " operator or function: size, number of operands: 2",
        "a[2147483648] = :s               | List index is not within the allowable range; index:"
            + " [2147483648]",
        "a[99999999999999999999999] = :s  | List index is not within the allowable range; index:"
            + " [99999999999999999999999]",
        "attribute_exists(:s)             | Operator or function requires a document path; operator"
            + " or function: attribute_exists",
        "attribute_not_exists(size(a))    | Operator or function requires a document path; operator"
            + " or function: attribute_not_exists",
        "attribute_type(:s, :s)           | Operator or function requires a document path; operator"
            + " or function: attribute_type",
        "attribute_type(a, :n)            | Incorrect operand type for operator or function;"
            + " operator or function: attribute_type, operand type: N",
        "attribute_type(a, b)             | Incorrect operand type for operator or function;"
            + " operator or function: attribute_type, operand type:"
            + " {NS,SS,L,BS,N,M,B,BOOL,NULL,S}",
        "attribute_type(a, :s)            | Invalid attribute type name found; type: x, valid"
            + " types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
        "begins_with(a, :n)               | Incorrect operand type for operator or function;"
            + " operator or function: begins_with, operand type: N",
        "begins_with(:l, a)               | Incorrect operand type for operator or function;"
            + " operator or function: begins_with, operand type: L",
        "begins_with(size(a), :s)         | Incorrect operand type for operator or function;"
            + " operator or function: begins_with, operand type: N",
        "size(:n) > a                     | Incorrect operand type for operator or function;"
            + " operator or function: size, operand type: N",
        "size(:bool) > a                  | Incorrect operand type for operator or function;"
            + " operator or function: size, operand type: BOOL",
        "a < :bool                        | Incorrect operand type for operator or function;"
            + " operator or function: <, operand type: BOOL",
        ":ss >= a                         | Incorrect operand type for operator or function;"
            + " operator or function: >=, operand type: SS",
        "a BETWEEN :null AND b            | Incorrect operand type for operator or function;"
            + " operator or function: BETWEEN, operand type: NULL",
        "a = a                            | The first operand must be distinct from the remaining"
            + " operands for this operator or function; operator: =, first operand: [a]",
        "a.b[1] <> #a.b[1]                | The first operand must be distinct from the remaining"
            + " operands for this operator or function; operator: <>, first operand: [a, b, [1]]",
        "contains(a, #a)                  | The first operand must be distinct from the remaining"
            + " operands for this operator or function; operator: contains, first operand: [a]",
        "a IN (b, a)                      | The first operand must be distinct from the remaining"
            + " operands for this operator or function; operator: IN, first operand: [a]",
        "a BETWEEN :n AND a               | The first operand must be distinct from the remaining"
            + " operands for this operator or function; operator: BETWEEN, first operand: [a]",
        "a BETWEEN :n AND :s              | The BETWEEN operator requires same data type for lower"
            + " and upper bounds; lower bound operand: AttributeValue: {N:5}, upper bound operand:"
            + " AttributeValue: {S:x}",
        "a BETWEEN :n AND :zero           | The BETWEEN operator requires upper bound to be greater"
            + " than or equal to lower bound; lower bound operand: AttributeValue: {N:5}, upper"
            + " bound operand: AttributeValue: {N:0}",
        "a = :b AND a BETWEEN :b2 AND :b  | The BETWEEN operator requires upper bound to be greater"
            + " than or equal to lower bound; lower bound operand: AttributeValue:"
            + " {B:java.nio.HeapByteBuffer[pos=0 lim=2 cap=2]}, upper bound operand:"
            + " AttributeValue: {B:java.nio.HeapByteBuffer[pos=0 lim=1 cap=1]}",
        "#nope = :s                       | An expression attribute name used in the document path"
            + " is not defined; attribute name: #nope",
        "a.#nope = :s                     | An expression attribute name used in the document path"
            + " is not defined; attribute name: #nope",
        "a = :nope                        | An expression attribute value used in expression is not"
            + " defined; attribute value: :nope"
      })
  void refusesConditions(String text, String detail) {
    assertThatThrownBy(() -> full().condition(text))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Invalid ConditionExpression: " + detail);
    assertThatThrownBy(() -> full().filter(text)).hasMessage("Invalid FilterExpression: " + detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET a = foo(:s)             | Invalid function name; function: foo",
        "SET a = size(b)             | The function is not allowed in an update expression;"
            + " function: size",
        "SET a = attribute_exists(b) | The function is not allowed in an update expression;"
            + " function: attribute_exists",
        "SET a = if_not_exists(a)    | Incorrect number of operands for operator or function;"
            + " operator or function: if_not_exists, number of operands: 1",
        "SET a = if_not_exists(:s,a) | Operator or function requires a document path; operator or"
            + " function: if_not_exists",
        "SET a = list_append(b, :s)  | Incorrect operand type for operator or function; operator or"
            + " function: list_append, operand type: S",
        "SET a = list_append(:n, b)  | Incorrect operand type for operator or function; operator or"
            + " function: list_append, operand type: N",
        "SET a = :s + :n             | Incorrect operand type for operator or function; operator or"
            + " function: +, operand type: S",
        "SET a = b - :l              | Incorrect operand type for operator or function; operator or"
            + " function: -, operand type: L",
        "SET a = list_append(b,:l)-:n| Incorrect operand type for operator or function; operator or"
            + " function: -, operand type: L",
        "ADD a :s                    | Incorrect operand type for operator or function; operator:"
            + " ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
        "ADD a :l                    | Incorrect operand type for operator or function; operator:"
            + " ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND",
        "DELETE a :n                 | Incorrect operand type for operator or function; operator:"
            + " DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
        "DELETE a :bool              | Incorrect operand type for operator or function; operator:"
            + " DELETE, operand type: BOOLEAN, typeSet: ALLOWED_FOR_DELETE_OPERAND",
        "SET a = :s SET b = :s       | The \"SET\" section can only be used once in an update"
            + " expression;",
        "remove a add b :n remove c  | The \"REMOVE\" section can only be used once in an update"
            + " expression;",
        "SET a = :s REMOVE a         | Two document paths overlap with each other; must remove or"
            + " rewrite one of these paths; path one: [a], path two: [a]",
        "SET a.b = :s, a = :s        | Two document paths overlap with each other; must remove or"
            + " rewrite one of these paths; path one: [a, b], path two: [a]",
        "REMOVE a[1], c, #a[1].d     | Two document paths overlap with each other; must remove or"
            + " rewrite one of these paths; path one: [a, [1]], path two: [a, [1], d]",
        "SET a.b = :s, a[0] = :s     | Two document paths conflict with each other; must remove or"
            + " rewrite one of these paths; path one: [a, b], path two: [a, [0]]",
        "SET a = :nope               | An expression attribute value used in expression is not"
            + " defined; attribute value: :nope",
        "REMOVE #nope                | An expression attribute name used in the document path is"
            + " not defined; attribute name: #nope"
      })
  void refusesUpdates(String text, String detail) {
    assertThatThrownBy(() -> full().update(text))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Invalid UpdateExpression: " + detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a, b.c, a       | overlap  | [a]    | [a]",
        "a.b, a          | overlap  | [a, b] | [a]",
        "a, a.b          | overlap  | [a]    | [a, b]",
        "x, a[0], a.b    | conflict | [a, [0]] | [a, b]"
      })
  void refusesPathsThatMeet(String text, String what, String one, String two) {
    assertThatThrownBy(() -> full().projection(text))
        .hasMessage(
            "Invalid ProjectionExpression: Two document paths %s with each other; must remove or"
                + " rewrite one of these paths; path one: %s, path two: %s",
            what, one, two);
  }

  @Test
  void refusesPlaceholdersThatNothingUses() {
    Placeholders names = new Placeholders(Map.of("#a", "a", "#b", "b", "#c", "c"), null);
    new Expressions().projection("x.#c").bind(names);
    assertThatThrownBy(names::requireAllUsed)
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}");

    Placeholders values = new Placeholders(null, Map.of(":a", s("a"), ":b", s("b")));
    new Expressions().condition(ExpressionKind.CONDITION, "a = :b").bind(values);
    assertThatThrownBy(values::requireAllUsed)
        .hasMessage(
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:a}");
  }

  @Test
  void countsPlaceholdersUsedInAnyExpression() {
    Expressions expressions = new Expressions();
    Placeholders placeholders = new Placeholders(Map.of("#a", "a"), Map.of(":a", s("a")));
    expressions.projection("#a").bind(placeholders);
    expressions.condition(ExpressionKind.FILTER, "a = :a").bind(placeholders);
    assertThatCode(placeholders::requireAllUsed).doesNotThrowAnyException();
  }

  @Test
  void refusesEmptyPlaceholderMaps() {
    assertThatThrownBy(() -> new Placeholders(Map.of(), null))
        .hasMessage("ExpressionAttributeNames must not be empty");
    assertThatThrownBy(() -> new Placeholders(null, Map.of()))
        .hasMessage("ExpressionAttributeValues must not be empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "#", "##a", "#a-b", ":a", ""})
  void refusesKeysThatAreNoPlaceholders(String key) {
    assertThatThrownBy(() -> new Placeholders(Map.of(key, "a"), null))
        .hasMessage(
            "ExpressionAttributeNames contains invalid key: Syntax error; key: \"%s\"", key);
  }

  private static Request full() {
    return request()
        .name("#a", "a")
        .value(":s", s("x"))
        .value(":n", n(5))
        .value(":zero", n(0))
        .value(":b", b(1))
        .value(":b2", b(1, 2))
        .value(":bool", TRUE)
        .value(":null", NULL)
        .value(":l", l())
        .value(":m", m())
        .value(":ss", ss("a"))
        .value(":ns", ns("1"));
  }
}
