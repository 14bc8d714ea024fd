package dev.tarn.stream.log;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. */
public final class ManualClock implements InstantSource {
  private volatile long nowMs;

  public ManualClock(long nowMs) {
    this.nowMs = nowMs;
  }

  public void advance(long ms) {
    nowMs = nowMs + ms;
  }

  @Override
  public long millis() {
    return nowMs;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(nowMs);
  }
}
