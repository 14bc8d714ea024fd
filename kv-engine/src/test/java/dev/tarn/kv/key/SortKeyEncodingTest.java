package dev.tarn.kv.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.item.Decimal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class SortKeyEncodingTest {
  private static final String[] ASCENDING = {
    "-9.9999999999999999999999999999999999999E+125",
    "-1E125",
    "-1000",
    "-100",
    "-99.9",
    "-99",
    "-12",
    "-10",
    "-9",
    "-1.1",
    "-1",
    "-0.9",
    "-0.1",
    "-0.01",
    "-1E-130",
    "0",
    "1E-130",
    "1.1E-130",
    "1E-129",
    "0.01",
    "0.1",
    "0.11",
    "0.9",
    "1",
    "1.01",
    "1.1",
    "9",
    "10",
    "10.5",
    "12",
    "99",
    "100",
    "1000",
    "1E125",
    "9.9999999999999999999999999999999999999E+125"
  };

  @Test
  void numbersSortByValue() {
    for (int i = 1; i < ASCENDING.length; i++) {
      assertThat(compare(ASCENDING[i - 1], ASCENDING[i]))
          .as("%s before %s", ASCENDING[i - 1], ASCENDING[i])
          .isNegative();
    }
  }

  @Test
  void aNumberTakesAtMost22Bytes() {
    assertThat(SortKeyEncoding.encode(Decimal.parse("-1." + "1".repeat(37)))).hasSize(22);
  }

  @RepeatedTest(20)
  void comparingBytesComparesNumbers() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      BigDecimal one = randomDecimal(random);
      BigDecimal other = random.nextInt(10) == 0 ? one : randomDecimal(random);
      assertThat(Integer.signum(compare(one.toString(), other.toString())))
          .as("seed %d: %s and %s", seed, one, other)
          .isEqualTo(one.compareTo(other));
    }
  }

  private static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        SortKeyEncoding.encode(Decimal.parse(one)), SortKeyEncoding.encode(Decimal.parse(other)));
  }

  private static BigDecimal randomDecimal(Random random) {
    int digits = 1 + random.nextInt(random.nextBoolean() ? 3 : 38);
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    for (int i = 0; i < digits; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    int range = random.nextBoolean() ? 3 : 85;
    return new BigDecimal(text + "E" + random.nextInt(-range, range));
  }
}
