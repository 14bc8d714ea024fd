package dev.tarn.http.rest.stream;

import java.util.concurrent.atomic.AtomicInteger;

/** How many tails are open, which has a bound. */
final class OpenTails {
  /** Each holds a socket and a page of some hundred kilobytes at most. */
  static final int MAX = 256;

  private final AtomicInteger count = new AtomicInteger();

  /** Counts one more, unless there are as many as there may be. */
  boolean admit() {
    return count.getAndUpdate(n -> Math.min(n + 1, MAX)) < MAX;
  }

  /** Counts one less. */
  void leave() {
    count.decrementAndGet();
  }
}
