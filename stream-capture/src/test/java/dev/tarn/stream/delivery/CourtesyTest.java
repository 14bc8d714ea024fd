package dev.tarn.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class CourtesyTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long WORKED = TimeUnit.MILLISECONDS.toNanos(1);

  private final Courtesy courtesy = new Courtesy(0, 0);

  @Test
  void restsWhileThereAreManyWrites() {
    assertThat(courtesy.restNanos(WORKED, SECOND, Courtesy.MANY_PER_SECOND))
        .isEqualTo(WORKED * Courtesy.REST_FACTOR);
  }

  @Test
  void doesNotRestWhileThereAreFew() {
    assertThat(courtesy.restNanos(WORKED, SECOND, Courtesy.MANY_PER_SECOND - 1)).isZero();
  }

  @Test
  void goesOnOnceTheWritesHaveEnded() {
    courtesy.restNanos(WORKED, SECOND, 10 * Courtesy.MANY_PER_SECOND);
    assertThat(courtesy.restNanos(WORKED, 2 * SECOND, 10 * Courtesy.MANY_PER_SECOND)).isZero();
  }

  @Test
  void restsNoLongerThanAnAnswerMayWait() {
    assertThat(courtesy.restNanos(SECOND, SECOND, 10 * Courtesy.MANY_PER_SECOND))
        .isEqualTo(Courtesy.MAX_REST_NANOS);
  }
}
