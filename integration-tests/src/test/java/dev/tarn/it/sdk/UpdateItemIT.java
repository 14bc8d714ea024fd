package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.l;
import static dev.tarn.it.Values.m;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.ns;
import static dev.tarn.it.Values.only;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import dev.tarn.it.Values;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

final class UpdateItemIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private TestTable table;

  @BeforeEach
  void createTable() {
    table = TestTable.create(TARN.dynamoDb());
  }

  private UpdateItemResponse update(ReturnValue returned, String expression, Object... values) {
    return table.update(
        "a",
        expression,
        r ->
            r.returnValues(returned)
                .expressionAttributeValues(values.length == 0 ? null : item(values)));
  }

  private Map<String, AttributeValue> updated(String expression, Object... values) {
    return update(ReturnValue.ALL_NEW, expression, values).attributes();
  }

  @Nested
  final class Validation {
    @Test
    void rejectsChangeOfAKey() {
      assertInvalid(
          "One or more parameter values were invalid: Cannot update attribute pk. This attribute is"
              + " part of the key",
          () -> updated("SET pk = :v", ":v", s("b")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "SET absent.x = :v | The document path provided in the update expression is invalid for"
              + " update",
          "SET v = absent, w = :v | The provided expression refers to an attribute that does not"
              + " exist in the item",
          "ADD txt :v | An operand in the update expression has an incorrect data type",
          "SET v = txt + :v | An operand in the update expression has an incorrect data type",
          "DELETE v :v | Invalid UpdateExpression: Incorrect operand type for operator or function;"
              + " operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
          "SET v = :v, v = :v | Invalid UpdateExpression: Two document paths overlap with each"
              + " other; must remove or rewrite one of these paths; path one: [v], path two: [v]",
          "SET v = :v SET w = :v | Invalid UpdateExpression: The \"SET\" section can only be used"
              + " once in an update expression;",
          "SET v = :w | Invalid UpdateExpression: An expression attribute value used in expression"
              + " is not defined; attribute value: :w",
          "SET v = | Invalid UpdateExpression: Syntax error; token: \"<EOF>\", near: \"=\"",
        })
    void rejectsExpression(String expression, String message) {
      table.put("pk", s("a"), "txt", s("x"));
      assertInvalid(message, () -> updated(expression, ":v", n(1)));
    }

    @Test
    void rejectsItemThatWouldBecomeTooLarge() {
      table.put("pk", s("a"), "l", s("x".repeat(300_000)));
      assertInvalid(
          "Item size to update has exceeded the maximum allowed size",
          () -> updated("SET m = :v", ":v", s("x".repeat(200_000))));
    }
  }

  @Nested
  final class Behaviour {
    @Test
    void createsTheItemWithItsKey() {
      assertThat(updated("SET v = :v", ":v", n(1))).isEqualTo(item("pk", s("a"), "v", n(1)));
    }

    @Test
    void createsABareItemWithoutAnExpression() {
      TARN.dynamoDb().updateItem(r -> r.tableName(table.name()).key(item("pk", s("bare"))));
      assertThat(table.get("pk", s("bare"))).isEqualTo(item("pk", s("bare")));
    }

    @Test
    void readsAllOperandsBeforeItWrites() {
      table.put("pk", s("a"), "x", n(1), "y", n(2));
      assertThat(updated("SET x = y, y = x")).containsEntry("x", n(2)).containsEntry("y", n(1));
    }

    @Test
    void calculates() {
      table.put("pk", s("a"), "v", n(10));
      assertThat(updated("SET v = v - :n, w = v + :n", ":n", n("0.5")))
          .containsEntry("v", n("9.5"))
          .containsEntry("w", n("10.5"));
    }

    @Test
    void keepsWhatIsThere() {
      table.put("pk", s("a"), "v", n(1));
      assertThat(updated("SET v = if_not_exists(v, :n), w = if_not_exists(w, :n)", ":n", n(9)))
          .containsEntry("v", n(1))
          .containsEntry("w", n(9));
    }

    @Test
    void appendsToLists() {
      table.put("pk", s("a"), "l", l(n(1)));
      assertThat(updated("SET l = list_append(l, :more)", ":more", l(n(2), n(3))))
          .containsEntry("l", l(n(1), n(2), n(3)));
      assertThat(updated("SET l = list_append(:more, l)", ":more", l(n(0))))
          .containsEntry("l", l(n(0), n(1), n(2), n(3)));
    }

    @Test
    void writesAtTheEndOfAListForAnIndexBeyondIt() {
      table.put("pk", s("a"), "l", l(n(1)));
      assertThat(updated("SET l[7] = :n", ":n", n(2))).containsEntry("l", l(n(1), n(2)));
    }

    @Test
    void removesAttributesAndElements() {
      table.put("pk", s("a"), "l", l(n(0), n(1), n(2)), "m", m("x", n(1), "y", n(2)), "v", n(1));
      assertThat(updated("REMOVE v, l[0], l[1], m.x, absent"))
          .isEqualTo(item("pk", s("a"), "l", l(n(2)), "m", m("y", n(2))));
    }

    @Test
    void addsToNumbersAndSets() {
      table.put("pk", s("a"), "v", n(1), "set", ss("a"));
      Map<String, AttributeValue> item =
          updated("ADD v :n, w :n, #set :s", ":n", n(5), ":s", ss("b", "a"));
      assertThat(Values.ordered(item))
          .isEqualTo(item("pk", s("a"), "v", n(6), "w", n(5), "set", ss("a", "b")));
    }

    private Map<String, AttributeValue> updated(String expression, Object... values) {
      return table
          .update(
              "a",
              expression,
              r ->
                  r.returnValues(ReturnValue.ALL_NEW)
                      .expressionAttributeNames(
                          expression.contains("#set") ? Map.of("#set", "set") : null)
                      .expressionAttributeValues(values.length == 0 ? null : item(values)))
          .attributes();
    }

    @Test
    void deletesFromSetsAndTheSetWithItsLastElement() {
      table.put("pk", s("a"), "strings", ss("a", "b"), "numbers", ns("1"));
      assertThat(updated("DELETE strings :s, numbers :n", ":s", ss("a", "z"), ":n", ns("1")))
          .isEqualTo(item("pk", s("a"), "strings", ss("b")));
    }
  }

  @Nested
  final class Returned {
    private static final String SET = "SET v = :v, m.x = :v";

    @BeforeEach
    void putItem() {
      table.put("pk", s("a"), "v", n(1), "m", m("x", n(1), "y", n(1)), "other", n(1));
    }

    private Map<String, AttributeValue> returned(ReturnValue returnValues) {
      return update(returnValues, SET, ":v", n(2)).attributes();
    }

    @Test
    void noneIsNothing() {
      assertThat(update(ReturnValue.NONE, SET, ":v", n(2)).hasAttributes()).isFalse();
    }

    @Test
    void allOldIsTheItemBefore() {
      Map<String, AttributeValue> before = table.get("pk", s("a"));
      assertThat(returned(ReturnValue.ALL_OLD)).isEqualTo(before);
    }

    @Test
    void allNewIsTheItemAfter() {
      assertThat(returned(ReturnValue.ALL_NEW)).isEqualTo(table.get("pk", s("a")));
    }

    @Test
    void updatedOldIsWhatTheExpressionTouchedBefore() {
      assertThat(returned(ReturnValue.UPDATED_OLD)).isEqualTo(item("v", n(1), "m", m("x", n(1))));
    }

    @Test
    void updatedNewIsWhatTheExpressionTouchedAfter() {
      assertThat(returned(ReturnValue.UPDATED_NEW)).isEqualTo(item("v", n(2), "m", m("x", n(2))));
      assertThat(only(table.get("pk", s("a")), "other")).isEqualTo(item("other", n(1)));
    }
  }
}
