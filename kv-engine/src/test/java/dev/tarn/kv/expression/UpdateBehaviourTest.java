package dev.tarn.kv.expression;

import static dev.tarn.kv.expression.Request.request;
import static dev.tarn.kv.expression.Values.item;
import static dev.tarn.kv.expression.Values.l;
import static dev.tarn.kv.expression.Values.m;
import static dev.tarn.kv.expression.Values.n;
import static dev.tarn.kv.expression.Values.ns;
import static dev.tarn.kv.expression.Values.s;
import static dev.tarn.kv.expression.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpdateBehaviourTest {
  private static final String INCORRECT_TYPE =
      "An operand in the update expression has an incorrect data type";
  private static final String MISSING =
      "The provided expression refers to an attribute that does not exist in the item";
  private static final String INVALID_PATH =
      "The document path provided in the update expression is invalid for update";

  /** {k: "key", n: 5, s: "text", l: [0, 1, 2, 3], m: {x: 1, l: ["a"]}, ns: {1, 2}} */
  private static final Item OLD =
      item(
          Map.of(
              "k", s("key"),
              "n", n(5),
              "s", s("text"),
              "l", l(n(0), n(1), n(2), n(3)),
              "m", m("x", n(1), "l", l(s("a"))),
              "ns", ns("1", "2")));

  @Test
  void setsTopLevelAttributes() {
    Item updated = request().value(":v", s("new")).update("SET s = :v, a = :v", OLD);
    assertThat(updated.get("s")).isEqualTo(s("new"));
    assertThat(updated.get("a")).isEqualTo(s("new"));
    assertThat(updated.get("n")).isEqualTo(n(5));
  }

  @Test
  void leavesTheOldItemAsItWas() {
    Map<String, AttributeValue> before = Map.copyOf(OLD.attributes());
    request().value(":v", n(9)).update("SET m.x = :v, l[1] = :v REMOVE s ADD n :v", OLD);
    assertThat(OLD.attributes()).isEqualTo(before);
  }

  @Test
  void sharesWhatItDoesNotChange() {
    Item updated = request().value(":v", n(9)).update("SET m.x = :v", OLD);
    assertThat(updated.get("l")).isSameAs(OLD.get("l"));
  }

  @Test
  void readsAllValuesFromTheOldItem() {
    Item swapped = request().update("SET n = s, s = n REMOVE l[0]", OLD);
    assertThat(swapped.get("n")).isEqualTo(s("text"));
    assertThat(swapped.get("s")).isEqualTo(n(5));
  }

  @Test
  void createsAnItemUnlessItOnlyTakesAway() {
    assertThat(request().update("REMOVE a, b.c").isCreatingItem()).isFalse();
    assertThat(request().value(":v", ss("x")).update("DELETE a :v REMOVE b").isCreatingItem())
        .isFalse();
    assertThat(request().value(":v", n(1)).update("REMOVE a ADD b :v").isCreatingItem()).isTrue();
    assertThat(request().value(":v", n(1)).update("SET a = :v").isCreatingItem()).isTrue();
  }

  @Test
  void addsAndSubtractsExactly() {
    Item updated =
        request()
            .value(":a", n("0.1"))
            .value(":b", n("0.2"))
            .update("SET x = :a + :b, y = n - :a, z = :a - :a", OLD);
    assertThat(updated.get("x")).isEqualTo(n("0.3"));
    assertThat(updated.get("y")).isEqualTo(n("4.9"));
    assertThat(updated.get("z")).isEqualTo(n("0"));
  }

  @Test
  void calculatesWith38Digits() {
    Item updated =
        request()
            .value(":a", n("99999999999999999999999999999999999998"))
            .value(":b", n(1))
            .update("SET x = :a + :b", OLD);
    assertThat(updated.get("x")).isEqualTo(n("99999999999999999999999999999999999999"));
  }

  @Test
  void refusesNumbersThatGetTooLarge() {
    Request request = request().value(":a", n("9E125")).value(":b", n("9E125"));
    assertThatThrownBy(() -> request.update("SET x = :a + :b", OLD))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "Number overflow. Attempting to store a number with magnitude larger than supported"
                + " range");
  }

  @Test
  void takesAnotherValueWhereNoneExists() {
    Item updated =
        request()
            .value(":zero", n(0))
            .value(":one", n(1))
            .update(
                "SET n = if_not_exists(n, :zero) + :one, c = if_not_exists(c, :zero) + :one", OLD);
    assertThat(updated.get("n")).isEqualTo(n(6));
    assertThat(updated.get("c")).isEqualTo(n(1));
  }

  @Test
  void appendsLists() {
    Item updated =
        request()
            .value(":v", l(s("z")))
            .value(":empty", l())
            .update(
                "SET m.l = list_append(:v, m.l), fresh = list_append(if_not_exists(absent, :empty),"
                    + " :v)",
                OLD);
    assertThat(updated.get("m")).isEqualTo(m("x", n(1), "l", l(s("z"), s("a"))));
    assertThat(updated.get("fresh")).isEqualTo(l(s("z")));
  }

  @Test
  void removesAttributesAndMapEntries() {
    Item updated = request().update("REMOVE s, m.x, absent, m.absent", OLD);
    assertThat(updated.attributes()).doesNotContainKey("s");
    assertThat(updated.get("m")).isEqualTo(m("l", l(s("a"))));
  }

  @Test
  void countsIndexesBeforeTheUpdate() {
    Item updated = request().value(":v", n(9)).update("REMOVE l[0], l[2], l[7] SET l[3] = :v", OLD);
    assertThat(updated.get("l")).isEqualTo(l(n(1), n(9)));
  }

  @Test
  void appendsBeyondTheEndOfAList() {
    Item updated =
        request()
            .value(":a", s("a"))
            .value(":b", s("b"))
            .update("SET l[90] = :b, l[20] = :a REMOVE l[1]", OLD);
    assertThat(updated.get("l")).isEqualTo(l(n(0), n(2), n(3), s("a"), s("b")));
  }

  @Test
  void addsToNumbersAndCreatesThem() {
    Item updated = request().value(":v", n("-1.5")).update("ADD n :v, fresh :v, m.x :v", OLD);
    assertThat(updated.get("n")).isEqualTo(n("3.5"));
    assertThat(updated.get("fresh")).isEqualTo(n("-1.5"));
    assertThat(updated.get("m")).isEqualTo(m("x", n("-0.5"), "l", l(s("a"))));
  }

  @Test
  void addsToSetsAndCreatesThem() {
    Item updated =
        request().value(":n", ns("2", "3")).value(":s", ss("a")).update("ADD ns :n, ss :s", OLD);
    assertThat(updated.get("ns")).isEqualTo(ns("1", "2", "3"));
    assertThat(updated.get("ss")).isEqualTo(ss("a"));
  }

  @Test
  void deletesFromSets() {
    Item updated = request().value(":n", ns("2", "7")).update("DELETE ns :n, absent :n", OLD);
    assertThat(updated.get("ns")).isEqualTo(ns("1"));
    assertThat(updated.attributes()).doesNotContainKey("absent");
  }

  @Test
  void removesASetWithItsLastElement() {
    Item updated = request().value(":n", ns("1", "2")).update("DELETE ns :n", OLD);
    assertThat(updated.attributes()).doesNotContainKey("ns");
  }

  @Test
  void refusesToReadWhatDoesNotExist() {
    assertThatThrownBy(() -> request().update("SET x = absent", OLD))
        .isInstanceOf(ValidationException.class)
        .hasMessage(MISSING);
    assertThatThrownBy(() -> request().value(":v", n(1)).update("SET x = absent + :v", OLD))
        .hasMessage(MISSING);
    assertThatThrownBy(
            () -> request().value(":v", l()).update("SET x = list_append(:v, absent)", OLD))
        .hasMessage(MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET x = s + :n",
        "SET x = :n - l",
        "SET x = list_append(n, :l)",
        "ADD s :n",
        "ADD n :ss",
        "ADD ns :ss",
        "DELETE ns :ss",
        "DELETE n :ss"
      })
  void refusesStoredValuesOfTheWrongType(String update) {
    Request request = request().value(":n", n(1)).value(":l", l()).value(":ss", ss("a"));
    assertThatThrownBy(() -> request.update(update, OLD)).hasMessage(INCORRECT_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET absent.x = :v", "SET n.x = :v", "SET m[0] = :v", "SET l.x = :v", "SET l[9].x = :v",
        "SET m.absent.x = :v", "REMOVE absent.x", "REMOVE s[0]", "ADD absent.x :v",
            "SET l[0][0] = :v"
      })
  void refusesPathsThatLeadNowhere(String update) {
    assertThatThrownBy(() -> request().value(":v", n(1)).update(update, OLD))
        .hasMessage(INVALID_PATH);
  }

  @Test
  void showsTheUpdatedPartsWithTheirNesting() {
    Update update = request().value(":v", n(9)).update("SET m.x = :v, l[1] = :v, a = :v REMOVE s");
    assertThat(update.updatedPaths(OLD).attributes())
        .isEqualTo(Map.of("m", m("x", n(1)), "l", l(n(1)), "s", s("text")));
    assertThat(update.updatedPaths(update.apply(OLD)).attributes())
        .isEqualTo(Map.of("m", m("x", n(9)), "l", l(n(9)), "a", n(9)));
  }

  @Test
  void tellsWhichAttributesItTouches() {
    Update update = request().value(":v", n(9)).update("SET m.x = :v, m.y = :v REMOVE k ADD n :v");
    assertThat(update.topLevelNames()).containsExactlyInAnyOrder("m", "k", "n");
  }
}
