package dev.tarn.kv.expression;

import static dev.tarn.kv.expression.Request.request;
import static dev.tarn.kv.expression.Values.item;
import static dev.tarn.kv.expression.Values.l;
import static dev.tarn.kv.expression.Values.m;
import static dev.tarn.kv.expression.Values.n;
import static dev.tarn.kv.expression.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.item.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectionTest {
  /** {a: 1, b: {c: 2, d: {e: 3, f: 4}}, l: [10, {x: 11, y: 12}, [13, 14], 15], "d.t": 5} */
  private static final Item ITEM =
      item(
          Map.of(
              "a",
              n(1),
              "b",
              m("c", n(2), "d", m("e", n(3), "f", n(4))),
              "l",
              l(n(10), m("x", n(11), "y", n(12)), l(n(13), n(14)), n(15)),
              "d.t",
              n(5)));

  @Test
  void givesWholeAttributes() {
    assertThat(project("a, b")).isEqualTo(Map.of("a", n(1), "b", ITEM.attributes().get("b")));
  }

  @Test
  void keepsTheNestingOfMaps() {
    assertThat(project("b.d.e")).isEqualTo(Map.of("b", m("d", m("e", n(3)))));
    assertThat(project("b.d.f, b.c")).isEqualTo(Map.of("b", m("c", n(2), "d", m("f", n(4)))));
  }

  @Test
  void movesTheElementsOfListsTogetherInTheirOrder() {
    assertThat(project("l[3], l[0]")).isEqualTo(Map.of("l", l(n(10), n(15))));
    assertThat(project("l[2][1], l[1].y")).isEqualTo(Map.of("l", l(m("y", n(12)), l(n(14)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "b.x", "b.c.x", "a[0]", "a.x", "b[0]", "l.x", "l[9]", "l[0].x", "l[9].x"})
  void leavesOutWhatDoesNotExist(String path) {
    assertThat(project(path)).isEmpty();
    assertThat(project(path + ", #dt")).isEqualTo(Map.of("d.t", n(5)));
  }

  @Test
  void takesANameWithDotsAsOneElement() {
    assertThat(request().name("#p", "d.t").projection("#p").apply(ITEM).attributes())
        .isEqualTo(Map.of("d.t", n(5)));
  }

  @Test
  void tellsInWhichAttributesPathsBegin() {
    assertThat(request().name("#p", "d.t").projection("#p, l[0], l[1].x, b").topLevelNames())
        .containsExactlyInAnyOrder("d.t", "l", "b");
  }

  @Test
  void givesNothingOfAnItemWithoutTheAttributes() {
    assertThat(request().projection("a").apply(item(Map.of("z", s("z")))).isEmpty()).isTrue();
  }

  private static Map<String, ?> project(String text) {
    Request request = text.contains("#dt") ? request().name("#dt", "d.t") : request();
    return request.projection(text).apply(ITEM).attributes();
  }
}
