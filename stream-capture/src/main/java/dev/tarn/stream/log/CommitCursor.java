package dev.tarn.stream.log;

import dev.tarn.kv.log.Commit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes through the durable commits of a log in order. Used by one thread. */
public final class CommitCursor implements AutoCloseable {
  private final SegmentedLog log;
  private long nextSequenceNumber;
  private @Nullable SegmentCursor segment;

  CommitCursor(SegmentedLog log, long fromSequenceNumber) {
    this.log = log;
    this.nextSequenceNumber = Math.max(fromSequenceNumber, log.firstSequenceNumber());
  }

  /**
   * The next commit, or null where the log ends now; later there may be more.
   *
   * @throws CorruptLogException if a durable commit is damaged
   */
  public @Nullable Commit next() throws IOException {
    while (nextSequenceNumber <= log.durableSequenceNumber()) {
      SegmentCursor open = segment == null ? open() : segment;
      for (RecordDecoder commit = open.next(); commit != null; commit = open.next()) {
        if (commit.lastSequenceNumber() >= nextSequenceNumber) {
          nextSequenceNumber = commit.lastSequenceNumber() + 1;
          return commit.commit();
        }
      }
      if (!open.atEnd() || nextSequenceNumber > open.expectedSequenceNumber()) {
        throw open.damage();
      }
      close();
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    if (segment != null) {
      segment.close();
      segment = null;
    }
  }

  private SegmentCursor open() throws IOException {
    Segment holder = log.segments().from(nextSequenceNumber).iterator().next();
    segment = SegmentCursor.open(holder.file(), holder.bytes());
    return segment;
  }
}
