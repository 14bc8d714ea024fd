package dev.tarn.stream.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceNumberTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 9, 10, 999_999_999_999L, Long.MAX_VALUE})
  void has21DigitsAndReadsThemBack(long value) {
    SequenceNumber number = new SequenceNumber(value);
    assertThat(number.toString()).matches("\\d{21}");
    assertThat(SequenceNumber.parse(number.toString())).isEqualTo(number);
  }

  @Test
  void textsCompareAsNumbersDo() {
    assertThat(new SequenceNumber(9).toString()).isLessThan(new SequenceNumber(10).toString());
    assertThat(new SequenceNumber(1)).hasToString("100000000000000000001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999999999999999999",
        "109999999999999999999",
        "1000000000000000000000",
        "1234567890123456789012345678901234567890"
      })
  void takesANumberOfAnotherServiceAsOneThatNoShardHas(String text) {
    assertThat(SequenceNumber.parse(text)).isEqualTo(new SequenceNumber(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "-10000000000000000001",
        "10000000000000000000x",
        "000000000000000000001"
      })
  void rejectsWhatIsNoSequenceNumber(String text) {
    assertThatThrownBy(() -> SequenceNumber.parse(text)).isInstanceOf(ValidationException.class);
  }
}
