package dev.tarn.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test sets. */
public final class ManualClock implements InstantSource {
  private final AtomicLong nowMs;

  public ManualClock(long nowMs) {
    this.nowMs = new AtomicLong(nowMs);
  }

  public void advance(long ms) {
    nowMs.addAndGet(ms);
  }

  @Override
  public long millis() {
    return nowMs.get();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}
