package dev.tarn.kv.expression;

import static dev.tarn.kv.expression.Request.request;
import static dev.tarn.kv.expression.Values.n;
import static dev.tarn.kv.expression.Values.s;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionLimitsTest {
  private static final String TOO_MANY_OPERATORS =
      "The expression contains too many operators; operator count: 301";

  @Test
  void acceptsExpressionsOf4KilobytesAndNoLarger() {
    assertThatCode(() -> request().projection("a".repeat(4096))).doesNotThrowAnyException();
    assertThatThrownBy(() -> request().projection("a".repeat(4097)))
        .hasMessage(
            "Invalid ProjectionExpression: Expression size has exceeded the maximum allowed size;"
                + " expression size: 4097");
  }

  @Test
  void measuresExpressionsInBytes() {
    assertThatThrownBy(() -> request().projection("\u00e9".repeat(2049)))
        .hasMessageEndingWith("expression size: 4098");
  }

  @Test
  void accepts300OperatorsAndNoMore() {
    assertThatCode(() -> condition(ofOperators(299))).doesNotThrowAnyException();
    assertThatCode(() -> condition("NOT " + ofOperators(299))).doesNotThrowAnyException();
    assertThatThrownBy(() -> condition(ofOperators(301)))
        .hasMessage("Invalid ConditionExpression: " + TOO_MANY_OPERATORS);
  }

  @Test
  void accepts100CandidatesAndNoMore() {
    assertThatCode(() -> condition("a IN (" + list(100, ":v") + ")")).doesNotThrowAnyException();
    assertThatThrownBy(() -> condition("a IN (" + list(101, ":v") + ")"))
        .hasMessage(
            "Invalid ConditionExpression: The IN operator is provided with too many operands;"
                + " number of operands: 101");
  }

  @Test
  void acceptsPathsOf32ElementsAndNoLonger() {
    assertThatCode(() -> request().projection("a" + ".b".repeat(31))).doesNotThrowAnyException();
    assertThatThrownBy(() -> request().projection("a" + "[0]".repeat(32)))
        .hasMessage(
            "Invalid ProjectionExpression: The document path has too many nesting levels; nesting"
                + " levels: 33");
  }

  @Test
  void acceptsValuesOf2MegabytesAndNoLarger() {
    String half = "x".repeat(1024 * 1024);
    assertThatCode(() -> new Placeholders(null, Map.of(":a", s(half), ":b", s(half))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Placeholders(null, Map.of(":a", s(half), ":b", s(half + "x"))))
        .hasMessage("ExpressionAttributeValues exceeds max size");
  }

  @Test
  void acceptsPlaceholdersOf255BytesAndNoLonger() {
    assertThatCode(() -> new Placeholders(Map.of("#" + "a".repeat(254), "a"), null))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Placeholders(Map.of("#" + "a".repeat(255), "a"), null))
        .hasMessage(
            "ExpressionAttributeNames contains invalid key: The expression attribute map contains a"
                + " key that is too long; size of key: 256");
  }

  @Test
  void nestsConditionsAsDeeplyAsOperatorsAllow() {
    String nested = "NOT (".repeat(299) + "a = :v" + ")".repeat(299);
    assertThatCode(() -> condition(nested)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT (", "NOT ", "size(", "a = (", "foo(", "a[", "a = :v AND ("})
  void survivesDeepNesting(String opening) {
    String deep = opening.repeat(4096 / opening.length());
    assertThatThrownBy(() -> condition(deep)).hasMessageStartingWith("Invalid ConditionExpression");
    assertThatThrownBy(() -> request().update("SET a = " + deep.substring(8)))
        .hasMessageStartingWith("Invalid UpdateExpression");
  }

  private static Condition condition(String text) {
    return request().value(":v", n(1)).condition(text);
  }

  /** Comparisons joined by OR: an odd number of operators. */
  private static String ofOperators(int operators) {
    return IntStream.rangeClosed(0, operators / 2)
        .mapToObj(i -> "a=:v")
        .collect(Collectors.joining(" OR "));
  }

  private static String list(int size, String element) {
    return String.join(",", Collections.nCopies(size, element));
  }
}
