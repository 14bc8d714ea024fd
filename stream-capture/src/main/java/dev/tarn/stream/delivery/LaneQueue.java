package dev.tarn.stream.delivery;

import dev.tarn.stream.record.StreamRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a lane that are in no batch yet, in order. */
final class LaneQueue {
  /** The most bytes of a payload (Lambda quotas, synchronous invocation), about. */
  static final long MAX_PAYLOAD_BYTES = 6L << 20;

  private final Deque<StreamRecord> records = new ArrayDeque<>();
  private final int batchingWindowMs;
  private final long tumblingMs;
  private long payloadBytes;
  private long waitingSinceMs;

  LaneQueue(int batchingWindowMs, long tumblingMs) {
    this.batchingWindowMs = batchingWindowMs;
    this.tumblingMs = tumblingMs;
  }

  void add(StreamRecord record, long nowMs) {
    if (records.isEmpty()) {
      waitingSinceMs = nowMs;
    }
    records.add(record);
    payloadBytes += Batch.payloadBytes(record);
  }

  @Nullable StreamRecord first() {
    return records.peekFirst();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** When a batch is to be made of what there is; in the past if it is full already. */
  long dueMs(Turn turn) {
    boolean full =
        turn.hurry()
            || records.size() >= turn.maxRecords()
            || payloadBytes >= MAX_PAYLOAD_BYTES
            || spansWindows();
    return full ? turn.nowMs() : waitingSinceMs + batchingWindowMs;
  }

  /** Takes the first records, as many as a batch may have, all of one window. */
  Batch take(Turn turn) {
    List<StreamRecord> taken = new ArrayList<>(Math.min(records.size(), turn.maxRecords()));
    long bytes = 0;
    long window = windowStart(records.getFirst());
    while (!records.isEmpty() && taken.size() < turn.maxRecords()) {
      StreamRecord next = records.getFirst();
      long nextBytes = Batch.payloadBytes(next);
      boolean fits = taken.isEmpty() || bytes + nextBytes <= MAX_PAYLOAD_BYTES;
      if (!fits || windowStart(next) != window) {
        break;
      }
      taken.add(records.removeFirst());
      bytes += nextBytes;
    }
    payloadBytes -= bytes;
    waitingSinceMs = turn.nowMs();
    return Batch.of(taken);
  }

  /** The start of the tumbling window that a record belongs to, in milliseconds since 1970. */
  long windowStart(StreamRecord record) {
    return tumblingMs == 0
        ? 0
        : Math.floorDiv(record.approximateCreationMs(), tumblingMs) * tumblingMs;
  }

  private boolean spansWindows() {
    return tumblingMs > 0 && windowStart(records.getFirst()) != windowStart(records.getLast());
  }
}
