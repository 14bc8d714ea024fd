package dev.tarn.stream.delivery;

import java.util.random.RandomGenerator;

/** How long to wait after failures: twice as long after each, up to a minute, with jitter. */
final class Backoff {
  static final long FIRST_MS = 250;
  static final long MAX_MS = 60_000;
  private static final int MAX_DOUBLINGS = 8;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  void reset() {
    failures = 0;
  }

  /** How long to wait after one more failure: between half of the full time and all of it. */
  long failed() {
    long full = Math.min(MAX_MS, FIRST_MS << Math.min(failures++, MAX_DOUBLINGS));
    return full / 2 + random.nextLong(full / 2 + 1);
  }
}
