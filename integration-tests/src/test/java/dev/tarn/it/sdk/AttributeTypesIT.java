package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.b;
import static dev.tarn.it.Values.bool;
import static dev.tarn.it.Values.bs;
import static dev.tarn.it.Values.bytes;
import static dev.tarn.it.Values.l;
import static dev.tarn.it.Values.m;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.ns;
import static dev.tarn.it.Values.nul;
import static dev.tarn.it.Values.ordered;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class AttributeTypesIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private TestTable table;

  @BeforeEach
  void createTable() {
    table = TestTable.create(TARN.dynamoDb());
  }

  private void put(AttributeValue value) {
    table.put("pk", s("a"), "v", value);
  }

  static Stream<AttributeValue> values() {
    return Stream.of(
        s(""),
        s("\u0000\"\\\n\u2028 \ud83d\ude00 </script>"),
        n(0),
        n("-12.5"),
        b(),
        b(0, 127, 128, 255),
        bool(true),
        bool(false),
        nul(),
        ss("a", "", "é"),
        ns("-1", "0", "1.5"),
        bs(bytes(), bytes(1), bytes(255, 0)),
        l(),
        m(),
        l(s("a"), n(1), l(m("x", nul())), bs(bytes(1))),
        m("", s("empty name"), "a.b", n(1), "#", m("l", l(l(l())))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void comeBackAsTheyWerePut(AttributeValue value) {
    put(value);
    assertThat(ordered(table.get("pk", s("a"))))
        .isEqualTo(ordered(Map.of("pk", s("a"), "v", value)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "001, 1",
    "1.500, 1.5",
    "-0, 0",
    "0.00, 0",
    "+7, 7",
    "1e3, 1000",
    "1.5E-3, 0.0015",
    ".5, 0.5",
    "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    "-0.12345678901234567890123456789012345678, -0.12345678901234567890123456789012345678",
  })
  void numbersComeBackInCanonicalForm(String put, String canonical) {
    put(n(put));
    assertThat(table.get("pk", s("a"))).containsEntry("v", n(canonical));
  }

  @ParameterizedTest
  @CsvSource({
    "1E-130",
    "-1E-130",
    "9.9999999999999999999999999999999999999E+125",
    "-9.9999999999999999999999999999999999999E+125",
    "1E125",
  })
  void numbersAtTheExtremesKeepTheirValue(String extreme) {
    put(n(extreme));
    String text = table.get("pk", s("a")).getOrDefault("v", nul()).n();
    assertThat(new BigDecimal(text)).isEqualByComparingTo(extreme);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1E126 | Number overflow. Attempting to store a number with magnitude larger than supported"
            + " range",
        "-1E126 | Number overflow. Attempting to store a number with magnitude larger than"
            + " supported range",
        "1E-131 | Number underflow. Attempting to store a number with magnitude smaller than"
            + " supported range",
        "123456789012345678901234567890123456789 | Attempting to store more than 38 significant"
            + " digits in a Number",
        "abc | The parameter cannot be converted to a numeric value: abc",
        "1 2 | The parameter cannot be converted to a numeric value: 1 2",
        "0x10 | The parameter cannot be converted to a numeric value: 0x10",
        "NaN | The parameter cannot be converted to a numeric value: NaN",
      })
  void rejectsNumber(String number, String message) {
    assertInvalid(message, () -> put(n(number)));
  }

  static Stream<List<Object>> impossibleSets() {
    return Stream.of(
        List.of(AttributeValue.fromSs(List.of()), "An string set  may not be empty"),
        List.of(AttributeValue.fromNs(List.of()), "An number set  may not be empty"),
        List.of(AttributeValue.fromBs(List.of()), "Binary sets should not be empty"),
        List.of(ss("a", "b", "a"), "Input collection [a, b, a] contains duplicates."));
  }

  @ParameterizedTest
  @MethodSource("impossibleSets")
  void rejectsSet(List<Object> setAndMessage) {
    assertInvalid(
        "One or more parameter values were invalid: " + setAndMessage.get(1),
        () -> put((AttributeValue) setAndMessage.get(0)));
  }

  @Test
  void rejectsEqualNumbersInOneSet() {
    assertInvalid("Input collection contains duplicates", () -> put(ns("1", "1.0")));
  }

  @Test
  void rejectsNestingBeyond32Levels() {
    put(nested(30));
    assertInvalid(
        "Nesting Levels have exceeded supported limits: Attributes in the item have"
            + " nested levels beyond supported limit",
        () -> put(nested(40)));
  }

  private static AttributeValue nested(int levels) {
    return levels == 0 ? n(1) : l(nested(levels - 1));
  }

  @Test
  void anItemIsAtMost400Kilobytes() {
    int rest = 400 * 1024 - "pk".length() - "a".length() - "v".length();
    put(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[rest])));
    assertThat(table.describe().tableSizeBytes()).isEqualTo(400 * 1024);
    assertInvalid(
        "Item size has exceeded the maximum allowed size",
        () -> put(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[rest + 1]))));
  }
}
