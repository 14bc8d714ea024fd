package dev.tarn.http.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all large bodies together may take of the heap, from their first byte to their answer. Safe
 * for any number of event loops.
 */
final class BodyBudget {
  private static final long LEAST_BYTES = 4L * BodyReader.MAX_BYTES;

  private final AtomicLong leftBytes;

  BodyBudget(long bytes) {
    this.leftBytes = new AtomicLong(bytes);
  }

  /** A quarter of the heap. */
  static BodyBudget ofHeap() {
    return new BodyBudget(Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / 4));
  }

  /** Takes so many bytes, or none if there are not so many left. */
  boolean take(long bytes) {
    if (leftBytes.addAndGet(-bytes) >= 0) {
      return true;
    }
    leftBytes.addAndGet(bytes);
    return false;
  }

  void giveBack(long bytes) {
    leftBytes.addAndGet(bytes);
  }
}
