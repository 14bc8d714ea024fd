package dev.tarn.kv.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0.000, 0",
    "000, 0",
    "+5, 5",
    "007, 7",
    "36, 36",
    "-36, -36",
    "1.50, 1.5",
    "100, 100",
    "1E2, 100",
    "1e+2, 100",
    "0.05, 0.05",
    ".5, 0.5",
    "5., 5",
    "-0.0010, -0.001",
    "123456789012345678901234567890, 123456789012345678901234567890",
    "12.3400E1, 123.4",
    "0E99999999999999999999, 0"
  })
  void givesTheCanonicalText(String written, String canonical) {
    assertThat(Decimal.parse(written)).hasToString(canonical);
  }

  @Test
  void keepsTheLargestAndTheSmallest() {
    assertThat(Decimal.parse("9.9999999999999999999999999999999999999E+125"))
        .hasToString("9".repeat(38) + "0".repeat(88));
    assertThat(Decimal.parse("1E-130")).hasToString("0." + "0".repeat(129) + "1");
    assertThat(Decimal.parse("-1E-130")).hasToString("-0." + "0".repeat(129) + "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E126", "-1E126", "1E999999999999999999999", "99999999999E125"})
  void refusesTooLarge(String written) {
    assertRefused(
        written,
        "Number overflow. Attempting to store a number with magnitude larger than supported"
            + " range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E-131", "-1E-131", "0.1E-130", "1E-999999999999999999999"})
  void refusesTooSmall(String written) {
    assertRefused(
        written,
        "Number underflow. Attempting to store a number with magnitude smaller than supported"
            + " range");
  }

  @Test
  void refusesMoreThan38Digits() {
    String digits = "1".repeat(39);
    assertRefused(digits, "Attempting to store more than 38 significant digits in a Number");
    assertThat(Decimal.parse("1".repeat(38) + "0")).hasToString("1".repeat(38) + "0");
    assertThat(Decimal.parse("0.00" + "1".repeat(38))).hasToString("0.00" + "1".repeat(38));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "1a",
        "1e",
        "e1",
        ".",
        "-",
        "--1",
        "1.2.3",
        " 1",
        "1 ",
        "NaN",
        "Infinity",
        "0x10",
        "١"
      })
  void refusesWhatIsNoNumber(String written) {
    assertRefused(written, "The parameter cannot be converted to a numeric value: " + written);
  }

  @Test
  void refusesAnEmptyNumber() {
    assertRefused("", "The parameter cannot be converted to a numeric value");
  }

  @Test
  void readsAMillionDigitsInLinearTime() {
    String many = "0".repeat(8_000_000) + "1" + "0".repeat(8_000_000);
    assertRefused(
        many,
        "Number overflow. Attempting to store a number with magnitude larger than supported"
            + " range");
  }

  @RepeatedTest(20)
  void agreesWithBigDecimal() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      BigDecimal value = randomDecimal(random);
      Decimal decimal = Decimal.parse(value.toString());
      assertThat(decimal.toBigDecimal())
          .as("seed %d, value %s", seed, value)
          .isEqualByComparingTo(value);
      assertThat(decimal.toString())
          .isEqualTo(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
      assertThat(decimal.signum()).isEqualTo(value.signum());
    }
  }

  /** A number of up to 38 digits with an exponent that mostly fits. */
  static BigDecimal randomDecimal(Random random) {
    int digits = 1 + random.nextInt(38);
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    for (int i = 0; i < digits; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    int highest = 125 - digits;
    return new BigDecimal(text + "E" + random.nextInt(-92, highest + 1));
  }

  private static void assertRefused(String written, String message) {
    assertThatExceptionOfType(ValidationException.class)
        .isThrownBy(() -> Decimal.parse(written))
        .withMessage(message);
  }
}
