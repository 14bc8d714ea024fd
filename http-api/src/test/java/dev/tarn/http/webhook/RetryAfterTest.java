package dev.tarn.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void readsSeconds() {
    assertThat(RetryAfter.parse("0", NOW)).isEqualTo(Duration.ZERO);
    assertThat(RetryAfter.parse(" 120 ", NOW)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void readsDates() {
    assertThat(RetryAfter.parse("Sat, 31 Jan 2026 12:00:30 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Sat, 31 Jan 2026 11:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
  }

  @Test
  void waitsAnHourAtMost() {
    assertThat(RetryAfter.parse("86400", NOW)).isEqualTo(RetryAfter.LONGEST);
    assertThat(RetryAfter.parse("9".repeat(400), NOW)).isEqualTo(RetryAfter.LONGEST);
    assertThat(RetryAfter.parse("Sun, 31 Jan 2027 12:00:00 GMT", NOW))
        .isEqualTo(RetryAfter.LONGEST);
  }

  @Test
  void ignoresWhatSaysNothing() {
    assertThat(RetryAfter.parse(null, NOW)).isNull();
    assertThat(RetryAfter.parse("", NOW)).isNull();
    assertThat(RetryAfter.parse("soon", NOW)).isNull();
    assertThat(RetryAfter.parse("-5", NOW)).isNull();
  }
}
