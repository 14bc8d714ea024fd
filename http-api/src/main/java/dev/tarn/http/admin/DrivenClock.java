package dev.tarn.http.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that goes as another one does, and can be moved forward. How far is known until the
 * process ends.
 */
public final class DrivenClock implements InstantSource {
  /** How far it can be moved in all. */
  static final Duration MAX_OFFSET = Duration.ofDays(36_500);

  private final InstantSource clock;
  private final AtomicLong offsetMs = new AtomicLong();

  /** A clock that shows what another one does until it is moved. */
  public DrivenClock(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant().plusMillis(offsetMs.get());
  }

  @Override
  public long millis() {
    return clock.millis() + offsetMs.get();
  }

  /** How far it was moved. */
  Duration offset() {
    return Duration.ofMillis(offsetMs.get());
  }

  /**
   * Moves it forward.
   *
   * @param by a millisecond or more
   * @throws IllegalArgumentException if that is not forward, or beyond {@link #MAX_OFFSET}
   */
  void advance(Duration by) {
    if (by.compareTo(Duration.ofMillis(1)) < 0 || by.compareTo(MAX_OFFSET) > 0) {
      throw new IllegalArgumentException("the clock moves by a millisecond to " + MAX_OFFSET);
    }
    long limitMs = MAX_OFFSET.toMillis();
    offsetMs.updateAndGet(
        offset -> {
          if (offset > limitMs - by.toMillis()) {
            throw new IllegalArgumentException("the clock moves by " + MAX_OFFSET + " in all");
          }
          return offset + by.toMillis();
        });
  }
}
