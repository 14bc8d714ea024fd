package dev.tarn.stream.delivery;

import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.stream.delivery.Checkpoint.LanePosition;
import dev.tarn.stream.log.LoggedChange;
import dev.tarn.stream.log.ShardRange;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.shard.TableStream;
import dev.tarn.stream.trigger.TriggerSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trigger's changes of one partition and hands them to lanes by their keys. Shards do not
 * matter to it: those of a partition are consecutive ranges of the sequence numbers it walks.
 */
final class PartitionFollower {
  /** Whatever their age. */
  private static final long ANY_TIME_MS = Long.MIN_VALUE / 2;

  /** The most records read and not done yet; more only where a batch may be larger. */
  private static final int MAX_HELD_RECORDS = 10_000;

  /**
   * How often a partition is read that is written to all the time: many changes in one batch cost
   * the server, and the receiver, less than each alone. One that was quiet is read at once.
   */
  static final long READ_INTERVAL_MS = 20;

  private final int partition;
  private final Predicate<StreamRecord> filter;
  private final Counters counters;
  private final int maxHeldRecords;
  private final List<Lane> lanes = new ArrayList<>();

  /** Per lane, what was done before this begun. */
  private final long[] laneStarts;

  private long readTo;
  private long readUntilMs;
  private long readAgainMs = Long.MIN_VALUE;

  /** Whether its checkpoint tells of something: not only that others have written. */
  private boolean moved;

  PartitionFollower(
      int partition,
      Checkpoint checkpoint,
      TriggerSettings settings,
      Predicate<StreamRecord> filter,
      Counters counters,
      RandomGenerator random) {
    this.partition = partition;
    this.filter = filter;
    this.counters = counters;
    this.maxHeldRecords = Math.max(MAX_HELD_RECORDS, 2 * settings.batching().batchSize());
    this.readTo = checkpoint.sequenceNumber();
    this.laneStarts = new long[checkpoint.lanes().size()];
    for (int i = 0; i < laneStarts.length; i++) {
      LanePosition position = checkpoint.lanes().get(i);
      laneStarts[i] = position.sequenceNumber();
      lanes.add(new Lane(settings, position.window(), random));
    }
  }

  int partition() {
    return partition;
  }

  List<Lane> lanes() {
    return lanes;
  }

  /** All changes made before this have been read, in milliseconds since 1970. */
  long readUntilMs() {
    return readUntilMs;
  }

  /**
   * When it is to be read again, in milliseconds since 1970, if there is more to read before; in
   * the past if it can be read now.
   */
  long readAgainMs() {
    return readAgainMs;
  }

  /** How far its lanes have come. */
  Checkpoint checkpoint() {
    return new Checkpoint(lanes.stream().map(lane -> lane.position(readTo)).toList());
  }

  /** Whether {@link #takeMoved} would say so. */
  boolean hasMoved() {
    return moved;
  }

  /** Whether there were records, or some were done, since this was asked last. */
  boolean takeMoved() {
    boolean before = moved;
    moved = false;
    return before;
  }

  /** Something was done, or it is not sure that the checkpoint was written. */
  void setMoved() {
    moved = true;
  }

  long heldRecords() {
    return lanes.stream().mapToLong(Lane::heldRecords).sum();
  }

  boolean isUnderWay() {
    return lanes.stream().anyMatch(Lane::isUnderWay);
  }

  /** The first record that is not done, or null. */
  @Nullable StreamRecord oldest() {
    StreamRecord oldest = null;
    for (Lane lane : lanes) {
      StreamRecord first = lane.oldest();
      if (oldest == null
          || (first != null && first.sequenceNumber().compareTo(oldest.sequenceNumber()) < 0)) {
        oldest = first;
      }
    }
    return oldest;
  }

  /**
   * The first sequence number that is lost, if the log was trimmed before this has read it; then
   * goes on with what is kept.
   *
   * @return -1 if nothing is lost
   */
  long passOverTrimmed(long firstKept) {
    if (readTo >= firstKept) {
      return -1;
    }
    long lost = readTo;
    readTo = firstKept;
    moved = true;
    return lost;
  }

  /**
   * Reads on, as far as there is room, if it is time.
   *
   * @param stream what is followed
   * @param maxBytes the most bytes to hold; one record is always taken
   * @return whether it had read all that there was
   */
  boolean read(ChangeSource changes, TableStream stream, long maxBytes, long nowMs, long graceMs)
      throws IOException {
    // A clock that was set back must not stop the reading.
    if (nowMs < readAgainMs && readAgainMs - nowMs <= READ_INTERVAL_MS) {
      return true;
    }
    long visible = changes.visibleSequenceNumber();
    StreamDefinition.End end = stream.stream().end();
    long last = end == null ? visible : Math.min(visible, end.lastSequenceNumber());
    long from = Math.max(readTo, stream.stream().startSequenceNumber());
    if (from <= last) {
      if (!hasRoom(maxBytes)) {
        return false;
      }
      ShardRange range = new ShardRange(stream.table().number(), partition, from, last);
      readTo = changes.read(range, ANY_TIME_MS, change -> take(change, stream, maxBytes, nowMs));
      if (readTo <= last) {
        return false;
      }
      readAgainMs = nowMs + READ_INTERVAL_MS;
    }
    readTo = Math.max(readTo, last + 1);
    readUntilMs = nowMs - graceMs;
    return true;
  }

  private boolean take(LoggedChange change, TableStream stream, long maxBytes, long nowMs) {
    if (change.change().isBackfill()) {
      return true;
    }
    int lane = lane(change.change().key());
    if (change.sequenceNumber() < laneStarts[lane]) {
      return true;
    }
    if (!hasRoom(maxBytes)) {
      return false;
    }
    readTo = change.sequenceNumber() + 1;
    moved = true;
    StreamRecord record = StreamRecord.of(change, stream.table(), stream.stream().viewType());
    if (filter.test(record)) {
      lanes.get(lane).add(record, nowMs);
    } else {
      counters.filtered.increment();
    }
    return true;
  }

  /** Keys of one partition share the high bits of their hash: the low ones choose the lane. */
  private int lane(StoreKey key) {
    return (int) Long.remainderUnsigned(key.hash().low(), lanes.size());
  }

  private boolean hasRoom(long maxBytes) {
    long records = 0;
    long bytes = 0;
    for (Lane lane : lanes) {
      records += lane.heldRecords();
      bytes += lane.heldBytes();
    }
    return records == 0 || (records < maxHeldRecords && bytes < maxBytes);
  }
}
