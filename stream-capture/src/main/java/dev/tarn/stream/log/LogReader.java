package dev.tarn.stream.log;

import dev.tarn.stream.log.SegmentIndex.Shelf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is durable in a log. Safe for any number of threads; every call opens the files it
 * needs, so that neither a deletion nor the interruption of another reader disturbs it.
 */
public final class LogReader {
  private final SegmentedLog log;

  LogReader(SegmentedLog log) {
    this.log = log;
  }

  /** The last sequence number that can be read. */
  public long durableSequenceNumber() {
    return log.durableSequenceNumber();
  }

  /** The first sequence number that is not deleted. */
  public long firstSequenceNumber() {
    return log.firstSequenceNumber();
  }

  /**
   * Tells a visitor of the changes in a range, in order, without looking at those of other tables
   * and partitions.
   *
   * @param sinceMs changes made before are left out, in milliseconds since 1970
   * @return where to go on: the sequence number of the change that was refused, or the one after
   *     all that can be read now, so that nothing is looked at twice
   */
  public long read(ShardRange range, long sinceMs, ChangeVisitor visitor) throws IOException {
    ShardRange readable = range.upTo(log.durableSequenceNumber());
    long from = readable.fromSequenceNumber();
    long to = readable.toSequenceNumber();
    for (Segment segment : log.segments().from(from)) {
      if (segment.firstSequenceNumber() > to) {
        break;
      }
      long refused = read(segment, readable, sinceMs, visitor);
      if (refused >= 0) {
        return refused;
      }
    }
    return Math.max(from, to + 1);
  }

  /**
   * Finds the first change in a range, without reading it.
   *
   * @return its position, or null if none can be read now
   */
  public @Nullable ChangePosition first(ShardRange range) throws IOException {
    ShardRange readable = range.upTo(log.durableSequenceNumber());
    long from = readable.fromSequenceNumber();
    for (Segment segment : log.segments().from(from)) {
      if (segment.firstSequenceNumber() > readable.toSequenceNumber()) {
        break;
      }
      ChangeList list = changes(segment, readable);
      int index = list == null ? 0 : list.find(from, Long.MIN_VALUE / 2);
      if (list != null && index < list.count()) {
        long found = list.sequenceNumber(index);
        return found > readable.toSequenceNumber()
            ? null
            : new ChangePosition(found, list.timestampMs(index));
      }
    }
    return null;
  }

  /** Every commit that has a change with the sequence number or a later one. */
  public CommitCursor commits(long fromSequenceNumber) {
    return new CommitCursor(log, fromSequenceNumber);
  }

  private long read(Segment segment, ShardRange range, long sinceMs, ChangeVisitor visitor)
      throws IOException {
    ChangeList list = changes(segment, range);
    int index = list == null ? 0 : list.find(range.fromSequenceNumber(), sinceMs);
    if (list == null || index >= list.count()) {
      return -1;
    }
    try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
      RecordWindow records = new RecordWindow(segment, channel, list);
      for (; index < list.count(); index++) {
        long sequenceNumber = list.sequenceNumber(index);
        if (sequenceNumber > range.toSequenceNumber()) {
          return -1;
        }
        if (!visitor.visit(records.change(index))) {
          return sequenceNumber;
        }
      }
      return -1;
    } catch (NoSuchFileException deleted) {
      return passOver(segment, deleted);
    }
  }

  private @Nullable ChangeList changes(Segment segment, ShardRange range) throws IOException {
    try {
      return log.indexes().changes(segment, new Shelf(range.table(), range.partition()));
    } catch (NoSuchFileException deleted) {
      passOver(segment, deleted);
      return null;
    }
  }

  /** A segment deleted by retention since it was looked up has nothing to show any more. */
  private long passOver(Segment segment, NoSuchFileException deleted) throws IOException {
    if (segment.firstSequenceNumber() >= log.firstSequenceNumber()) {
      throw deleted;
    }
    return -1;
  }
}
