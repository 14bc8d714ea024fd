package dev.tarn.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class DrivenClockTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private final DrivenClock clock = new DrivenClock(InstantSource.fixed(START));

  @Test
  void showsTheOtherClockUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo(START);
    clock.advance(Duration.ofHours(24));
    clock.advance(Duration.ofMillis(1));
    assertThat(clock.instant()).isEqualTo("2026-11-22T00:00:00.001Z");
    assertThat(clock.millis()).isEqualTo(clock.instant().toEpochMilli());
    assertThat(clock.offset()).isEqualTo(Duration.parse("PT24H0.001S"));
  }

  @Test
  void movesForwardOnlyAndNotWithoutEnd() {
    assertThatThrownBy(() -> clock.advance(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
    clock.advance(DrivenClock.MAX_OFFSET);
    assertThatThrownBy(() -> clock.advance(Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(clock.offset()).isEqualTo(DrivenClock.MAX_OFFSET);
  }
}
