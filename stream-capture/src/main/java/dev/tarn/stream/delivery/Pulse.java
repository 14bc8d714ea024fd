package dev.tarn.stream.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells followers that there is more to read: soon after a commit, yet not after every one while
 * commits come thick and fast, so that those who write pay nothing for those who read.
 */
final class Pulse implements Runnable {
  /** The least time between two beats. */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier visibleSequenceNumber;
  private final Runnable beat;
  private final Runnable tick;
  private volatile @Nullable Thread thread;
  private volatile boolean resting;
  private volatile boolean stopped;

  /**
   * A pulse that does not beat yet.
   *
   * @param beat run when the sequence number has advanced
   * @param tick run at least about once a second
   */
  Pulse(LongSupplier visibleSequenceNumber, Runnable beat, Runnable tick) {
    this.visibleSequenceNumber = visibleSequenceNumber;
    this.beat = beat;
    this.tick = tick;
  }

  /** The sequence number has advanced. Costs the caller next to nothing. */
  void signal() {
    if (resting) {
      LockSupport.unpark(thread);
    }
  }

  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    long seen = -1;
    while (!stopped) {
      long visible = visibleSequenceNumber.getAsLong();
      if (visible == seen) {
        rest(seen);
      } else {
        seen = visible;
        beat.run();
        LockSupport.parkNanos(REST_NANOS);
      }
      tick.run();
    }
  }

  private void rest(long seen) {
    resting = true;
    if (visibleSequenceNumber.getAsLong() == seen && !stopped) {
      LockSupport.parkNanos(IDLE_NANOS);
    }
    resting = false;
  }
}
