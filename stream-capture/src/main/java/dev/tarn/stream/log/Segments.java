package dev.tarn.stream.log;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The segments of a log, without a gap: added at the end, deleted at the beginning. Deleting does
 * not hold up who adds or reads.
 */
final class Segments {
  private static final System.Logger LOGGER = System.getLogger(Segments.class.getName());

  private final NavigableMap<Long, Segment> byFirstSequenceNumber = new ConcurrentSkipListMap<>();
  private final long retentionMs;
  private final InstantSource clock;

  /** Held while segments are deleted: the oldest goes first, whatever happens in between. */
  private final ReentrantLock trimming = new ReentrantLock();

  private long releasedSequenceNumber;

  /** Tells the first sequence number that someone still needs, whatever its age. */
  private volatile LongSupplier hold = () -> Long.MAX_VALUE;

  Segments(long retentionMs, InstantSource clock) {
    this.retentionMs = retentionMs;
    this.clock = clock;
  }

  void add(Segment segment) {
    byFirstSequenceNumber.put(segment.firstSequenceNumber(), segment);
  }

  /** The segments from the one that holds the sequence number, or the first after it. */
  Collection<Segment> from(long sequenceNumber) {
    Long first = byFirstSequenceNumber.floorKey(sequenceNumber);
    return first == null
        ? byFirstSequenceNumber.values()
        : byFirstSequenceNumber.tailMap(first, true).values();
  }

  long firstSequenceNumber() {
    return byFirstSequenceNumber.firstKey();
  }

  int count() {
    return byFirstSequenceNumber.size();
  }

  long bytes() {
    return byFirstSequenceNumber.values().stream().mapToLong(Segment::bytes).sum();
  }

  /** Allows the deletion of segments that end with the sequence number or before. */
  void release(long sequenceNumber) {
    trimming.lock();
    try {
      releasedSequenceNumber = Math.max(releasedSequenceNumber, sequenceNumber);
    } finally {
      trimming.unlock();
    }
  }

  /** Keeps what has a sequence number or a later one, beyond its retention. */
  void hold(LongSupplier fromSequenceNumber) {
    hold = fromSequenceNumber;
  }

  /** Deletes what is released and whose retention is over, the oldest first. */
  void trim() {
    trimming.lock();
    try {
      for (Segment oldest = oldest(); isDeletable(oldest); oldest = oldest()) {
        byFirstSequenceNumber.remove(oldest.firstSequenceNumber());
        oldest.delete();
      }
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "cannot delete a segment of the log", e);
    } finally {
      trimming.unlock();
    }
  }

  /** Whether the last segment, too, has nothing that has to stay, and has had something. */
  boolean isLastOver() {
    trimming.lock();
    try {
      Segment last = byFirstSequenceNumber.lastEntry().getValue();
      return !last.bounds().isEmpty() && isOver(last);
    } finally {
      trimming.unlock();
    }
  }

  private Segment oldest() {
    return byFirstSequenceNumber.firstEntry().getValue();
  }

  /** The last segment is written, and stays. */
  private boolean isDeletable(Segment oldest) {
    return oldest.firstSequenceNumber() != byFirstSequenceNumber.lastKey() && isOver(oldest);
  }

  private boolean isOver(Segment segment) {
    SegmentBounds bounds = segment.bounds();
    return bounds.lastSequenceNumber() <= releasedSequenceNumber
        && bounds.lastTimestampMs() < clock.millis() - retentionMs
        && bounds.lastSequenceNumber() < hold.getAsLong();
  }
}
