package dev.tarn.kv.expression;

import static dev.tarn.kv.expression.Request.request;
import static dev.tarn.kv.expression.Values.NULL;
import static dev.tarn.kv.expression.Values.TRUE;
import static dev.tarn.kv.expression.Values.b;
import static dev.tarn.kv.expression.Values.binary;
import static dev.tarn.kv.expression.Values.bs;
import static dev.tarn.kv.expression.Values.item;
import static dev.tarn.kv.expression.Values.l;
import static dev.tarn.kv.expression.Values.m;
import static dev.tarn.kv.expression.Values.n;
import static dev.tarn.kv.expression.Values.ns;
import static dev.tarn.kv.expression.Values.s;
import static dev.tarn.kv.expression.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.item.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionBehaviourTest {
  /** One attribute of each type, named for it, and a few to compare with. */
  private static final Item ITEM =
      item(
          Map.ofEntries(
              Map.entry("s", s("text")),
              Map.entry("n", n(5)),
              Map.entry("b", b(0x7f, 0x80)),
              Map.entry("bool", TRUE),
              Map.entry("nil", NULL),
              Map.entry("l", l(s("x"), n(1), m("deep", l(n(7))))),
              Map.entry("m", m("k", s("v"), "dot.ted", n(3))),
              Map.entry("ss", ss("a", "b")),
              Map.entry("ns", ns("1", "2")),
              Map.entry("bs", bs(binary(1), binary(2))),
              Map.entry("five", n("5.0")),
              Map.entry("emoji", s("\ud83d\ude00")),
              Map.entry("blank", s(""))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s = :text",
        "n = five",
        "n = :five",
        "b = :b",
        "bool = :true",
        "nil = :null",
        "m.k = :v",
        "m.#dotted = :three",
        "l[0] = :x",
        "l[2].deep[0] = :seven",
        "ss = :ab",
        "m = :map",
        "n <> s",
        "n <> :text",
        "absent <> :text",
        "absent <> gone",
        "n < :seven AND n <= :seven AND n <= :five AND n >= :five AND n > :three",
        ":three < n",
        "s > :tex AND s < :texu",
        "b > :b7f AND b < :bff",
        "s BETWEEN :tex AND :texu",
        "n BETWEEN :five AND :five",
        ":five BETWEEN :three AND n",
        "n IN (:three, s, five)",
        "attribute_exists(nil) AND attribute_exists(l[2].deep)",
        "attribute_not_exists(absent) AND attribute_not_exists(l[3]) AND attribute_not_exists(s.k)",
        "attribute_not_exists(m[0]) AND attribute_not_exists(l.k)",
        "attribute_type(nil, :NULL) AND attribute_type(l, :L) AND attribute_type(bool, :BOOL)",
        "begins_with(s, :tex) AND begins_with(s, :text) AND begins_with(b, :b7f)",
        "begins_with(s, blank)",
        "begins_with(:texu, :tex)",
        "contains(s, :ex) AND contains(ss, :a) AND contains(ns, :one) AND contains(bs, :b1)",
        "contains(l, :x) AND contains(l, :one) AND contains(b, :b80)",
        "contains(:ab, :a)",
        "size(s) = :four AND size(ss) = :two AND size(l) = :three AND size(m) = :two",
        "size(b) = :two AND size(ns) > :one AND size(bs) >= size(ss) AND size(blank) < :one",
        "size(s) BETWEEN :three AND n",
        "NOT s = n",
        "NOT absent = :text",
        "s = n OR n = five",
        "s = :text OR s = n AND s = n",
        "NOT s = n AND n = five",
        "NOT (s = n OR n = five) OR s = :text",
        "(s = :text OR s = n) AND n = five",
        "emoji > :high"
      })
  void holds(String condition) {
    assertThat(bound(condition).test(ITEM)).isTrue();
    assertThat(bound("NOT (" + condition + ")").test(ITEM)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s = :x",
        "n = s",
        "absent = :text",
        "absent = gone",
        "absent < :five",
        "absent >= :five",
        "n < :text",
        "n > :text",
        "n <= s",
        "bool < n",
        "n <> five",
        "n > :five",
        "n BETWEEN :x AND :y",
        "absent BETWEEN :three AND :seven",
        "n BETWEEN absent AND :seven",
        "n BETWEEN five AND :three",
        "n IN (:text, :three, absent)",
        "absent IN (:five, gone)",
        "attribute_exists(absent)",
        "attribute_exists(s.k)",
        "attribute_not_exists(nil)",
        "attribute_type(s, :L)",
        "attribute_type(absent, :NULL)",
        "begins_with(s, :ex)",
        "begins_with(n, :tex)",
        "begins_with(s, n)",
        "begins_with(b, :b80)",
        "begins_with(absent, :tex)",
        "contains(s, :one)",
        "contains(ss, :one)",
        "contains(ss, :x)",
        "contains(l, :seven)",
        "contains(m, :v)",
        "contains(n, :five)",
        "contains(absent, :x)",
        "contains(s, absent)",
        "size(n) > :zero",
        "size(nil) >= :zero",
        "size(absent) = :zero",
        "NOT s = :text",
        "s = n OR absent = :x",
        "s = :text AND s = n",
        "(s = :text OR s = n) AND s = n"
      })
  void doesNotHold(String condition) {
    assertThat(bound(condition).test(ITEM)).isFalse();
  }

  @Test
  void takesANameWithDotsAsOneElement() {
    Condition condition =
        request().name("#p", "a.b[0]").value(":v", s("v")).condition("#p = :v AND c.#p = :v");
    Item item = item(Map.of("a.b[0]", s("v"), "c", m("a.b[0]", s("v"))));
    assertThat(condition.test(item)).isTrue();
  }

  @Test
  void seesNothingWhereThereIsNoItem() {
    assertThat(request().condition("attribute_not_exists(pk)").test(Item.EMPTY)).isTrue();
    assertThat(request().condition("attribute_exists(pk)").test(Item.EMPTY)).isFalse();
  }

  @Test
  void comparesNumbersBeyondDoubles() {
    Item item = item(Map.of("n", n("10000000000000000000000000000000000001")));
    Request request = request().value(":v", n("10000000000000000000000000000000000000"));
    assertThat(request.condition("n > :v").test(item)).isTrue();
    assertThat(request.condition("n = :v").test(item)).isFalse();
  }

  @Test
  void comparesSetsAndMapsRegardlessOfOrder() {
    Item item = item(Map.of("nums", ns("3", "1", "2"), "doc", m("a", n(1), "b", n(2))));
    Request request =
        request().value(":s", ns("2", "3", "1.0")).value(":m", m("b", n(2), "a", n(1)));
    assertThat(request.condition("nums = :s AND doc = :m").test(item)).isTrue();
  }

  @Test
  void tellsWhichPathsItLooksAt() {
    Condition condition =
        bound(
            "a = :x AND (b.c[0] < size(d) OR NOT e IN (f, :x)) AND g BETWEEN h AND :x"
                + " AND attribute_exists(i) AND attribute_not_exists(j) AND attribute_type(k, :L)"
                + " AND begins_with(l, m) AND contains(n, o) AND a <> :y");
    assertThat(ConditionPaths.of(condition))
        .extracting(DocumentPath::toString)
        .containsExactly(
            "[a]",
            "[b, c, [0]]",
            "[d]",
            "[e]",
            "[f]",
            "[g]",
            "[h]",
            "[i]",
            "[j]",
            "[k]",
            "[l]",
            "[m]",
            "[n]",
            "[o]");
  }

  private static Condition bound(String condition) {
    Request request = request().name("#dotted", "dot.ted");
    request.value(":text", s("text")).value(":tex", s("tex")).value(":texu", s("texu"));
    request.value(":x", s("x")).value(":y", s("y")).value(":v", s("v")).value(":ex", s("ex"));
    request.value(":a", s("a")).value(":high", s("\uffee"));
    request.value(":zero", n(0)).value(":one", n(1)).value(":two", n(2)).value(":three", n(3));
    request.value(":four", n(4)).value(":five", n(5)).value(":seven", n(7));
    request.value(":b", b(0x7f, 0x80)).value(":b7f", b(0x7f)).value(":b80", b(0x80));
    request.value(":bff", b(0xff)).value(":b1", b(1));
    request.value(":true", TRUE).value(":null", NULL).value(":ab", ss("b", "a"));
    request.value(":map", m("k", s("v"), "dot.ted", n(3)));
    request.value(":NULL", s("NULL")).value(":L", s("L")).value(":BOOL", s("BOOL"));
    return request.condition(condition);
  }
}
