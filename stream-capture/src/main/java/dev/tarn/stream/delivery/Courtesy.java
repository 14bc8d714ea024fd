package dev.tarn.stream.delivery;

import java.util.concurrent.TimeUnit;

/**
 * Lets those who write go first: while there are many writes, a trigger rests several times as long
 * as it works. So it may fall behind, for which there are 24 hours, and the writes may not.
 */
final class Courtesy {
  /** Below this many changes per second there is room for both. */
  static final long MANY_PER_SECOND = 4_000;

  /** How many times as long as it has worked a trigger rests. */
  static final int REST_FACTOR = 15;

  /** Bounds how late an answer is taken in. */
  static final long MAX_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private long sampledNanos;
  private long sampledChanges;
  private boolean manyWrites;

  /** Begins to count. */
  Courtesy(long nowNanos, long changes) {
    this.sampledNanos = nowNanos;
    this.sampledChanges = changes;
  }

  /**
   * How long to rest.
   *
   * @param workedNanos how long it has worked
   * @param nowNanos the time by a clock that only goes on
   * @param changes the number of all changes so far, of all tables
   */
  long restNanos(long workedNanos, long nowNanos, long changes) {
    long elapsedNanos = nowNanos - sampledNanos;
    if (elapsedNanos >= SAMPLE_NANOS) {
      double perSecond =
          (double) (changes - sampledChanges) * TimeUnit.SECONDS.toNanos(1) / elapsedNanos;
      manyWrites = perSecond >= MANY_PER_SECOND;
      sampledNanos = nowNanos;
      sampledChanges = changes;
    }
    return manyWrites ? Math.min(workedNanos * REST_FACTOR, MAX_REST_NANOS) : 0;
  }
}
