package dev.tarn.stream.log;

import dev.tarn.kv.log.Commit;
import dev.tarn.kv.log.CommitLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The log as segment files in one directory, each named by its first sequence number.
 *
 * <p>One thread appends while another syncs: a batch is encoded while the one before is written. A
 * sync is one write and one fdatasync. Segments follow one another without a gap; only the last is
 * written; the oldest is deleted when it is released and its retention is over.
 *
 * <p>Readers take their own file handles through {@link #reader}: they can neither delay nor harm
 * what is written.
 */
public final class SegmentedLog implements CommitLog {
  private static final System.Logger LOGGER = System.getLogger(SegmentedLog.class.getName());

  private final Path directory;
  private final LogOptions options;
  private final InstantSource clock;
  private final Staging staging;
  private final IndexCache indexes;
  private final Segments segments;
  private final @Nullable TailRepair repair;

  /** Held while the last segment is written: by sync, force and close. */
  private final ReentrantLock files = new ReentrantLock();

  private SegmentWriter writer;
  private volatile long durableSequenceNumber;
  private long forcedSequenceNumber;

  private SegmentedLog(
      Path directory,
      LogOptions options,
      InstantSource clock,
      Recovery recovery,
      SegmentWriter writer) {
    this.directory = directory;
    this.options = options;
    this.clock = clock;
    this.writer = writer;
    this.repair = recovery.repair();
    this.indexes = new IndexCache(options.indexCacheBytes());
    this.segments = new Segments(options.retentionMs(), clock);
    recovery.closed().forEach(segments::add);
    segments.add(writer.segment());
    SegmentBounds bounds = writer.segment().bounds();
    this.durableSequenceNumber = bounds.lastSequenceNumber();
    this.forcedSequenceNumber = durableSequenceNumber;
    this.staging =
        new Staging(options.stagingBytes(), durableSequenceNumber, bounds.lastTimestampMs());
  }

  /**
   * Opens the log of a directory, which is made if it is not there. A torn end is cut, see {@link
   * #tailRepair}.
   *
   * @throws CorruptLogException if the log is damaged, or a newer version wrote it
   */
  public static SegmentedLog open(Path directory, LogOptions options, InstantSource clock)
      throws IOException {
    Recovery recovery = new Recovery(directory, clock.millis());
    return new SegmentedLog(directory, options, clock, recovery, recovery.open());
  }

  /** What opening the log cut off its end, or null. */
  public @Nullable TailRepair tailRepair() {
    return repair;
  }

  @Override
  public long lastSequenceNumber() {
    return staging.lastSequenceNumber();
  }

  @Override
  public long lastTimestampMs() {
    return staging.lastTimestampMs();
  }

  /** The last sequence number that readers can see: that of the last sync. */
  public long durableSequenceNumber() {
    return durableSequenceNumber;
  }

  /** The first sequence number that is not deleted; one more than the last if the log is empty. */
  public long firstSequenceNumber() {
    return segments.firstSequenceNumber();
  }

  /** How many segments there are. */
  public int segmentCount() {
    return segments.count();
  }

  /** Bytes of all segments, without their indexes. */
  public long bytesOnDisk() {
    return segments.bytes();
  }

  /** A reader of what is durable, for any number of threads. */
  public LogReader reader() {
    return new LogReader(this);
  }

  @Override
  public void replay(long afterSequenceNumber, Consumer<Commit> consumer) throws IOException {
    try (CommitCursor commits = reader().commits(afterSequenceNumber + 1)) {
      for (Commit commit = commits.next(); commit != null; commit = commits.next()) {
        consumer.accept(commit);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>If the batch being filled is full, it is synced first, by the caller: so memory is bounded,
   * and the two threads never wait for each other.
   *
   * @throws UncheckedIOException if the log is poisoned
   */
  @Override
  public void append(Commit commit) {
    int bytes = RecordEncoder.bytes(commit);
    if (staging.isFull(bytes)) {
      try {
        sync();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    staging.add(commit, bytes);
  }

  @Override
  public long sync() throws IOException {
    files.lock();
    try {
      ByteBuffer batch = staging.take();
      try {
        if (batch.hasRemaining()) {
          write(batch);
        }
      } catch (IOException | RuntimeException | Error e) {
        // The batch is neither written nor staged any more: nothing may follow it.
        throw poison(e);
      } finally {
        staging.done();
      }
      return durableSequenceNumber;
    } finally {
      files.unlock();
    }
  }

  @Override
  public void force() throws IOException {
    files.lock();
    try {
      staging.check();
      forceWritten();
    } finally {
      files.unlock();
    }
  }

  @Override
  public void release(long flushedSequenceNumber) {
    segments.release(flushedSequenceNumber);
    trim();
  }

  /**
   * Deletes the segments that are released and whose retention is over, the oldest first; also the
   * last, in the place of which there is an empty one then. Called now and then, so that the clock
   * trims the log of a database that nobody writes to.
   */
  public void trim() {
    if (segments.isLastOver()) {
      rollOver();
    }
    segments.trim();
  }

  private void rollOver() {
    files.lock();
    try {
      if (!staging.isPoisoned() && segments.isLastOver()) {
        roll();
      }
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.ERROR, "cannot make a segment of the log", poison(e));
    } finally {
      files.unlock();
    }
  }

  /**
   * Keeps changes beyond their retention.
   *
   * @param fromSequenceNumber tells the first sequence number that is still needed, {@link
   *     Long#MAX_VALUE} for none; asked, from any thread, before a segment is deleted
   */
  public void hold(LongSupplier fromSequenceNumber) {
    segments.hold(fromSequenceNumber);
  }

  /** Closes the files. What was appended and not synced is lost. */
  @Override
  public void close() throws IOException {
    files.lock();
    try (SegmentWriter last = writer) {
      if (!staging.isPoisoned()) {
        staging.poison(new IOException("the log is closed"));
        last.force();
      }
    } finally {
      files.unlock();
    }
  }

  Segments segments() {
    return segments;
  }

  IndexCache indexes() {
    return indexes;
  }

  private void write(ByteBuffer batch) throws IOException {
    int bytes = batch.remaining();
    if (writer.isFull(bytes, options, clock.millis())) {
      roll();
    }
    writer.write(batch, forcedSequenceNumber);
    if (options.durability() == Durability.FSYNC) {
      writer.force();
    }
    writer.publish(bytes);
    durableSequenceNumber = writer.segment().bounds().lastSequenceNumber();
    if (options.durability() == Durability.FSYNC) {
      forcedSequenceNumber = durableSequenceNumber;
    }
  }

  /** Closes the last segment, all of it on the disk, and makes the next. */
  private void roll() throws IOException {
    forceWritten();
    Segment full = writer.segment();
    SegmentWriter next = SegmentWriter.create(directory, writer.nextHeader(), clock.millis());
    writer.close();
    writer = next;
    writeSidecar(full);
    segments.add(next.segment());
  }

  private void forceWritten() throws IOException {
    if (forcedSequenceNumber == durableSequenceNumber) {
      return;
    }
    try {
      writer.force();
    } catch (IOException e) {
      throw poison(e);
    }
    forcedSequenceNumber = durableSequenceNumber;
  }

  /** A segment does well without: its index is made again when it is asked for. */
  private static void writeSidecar(Segment full) {
    SegmentIndex index = full.index();
    if (index != null) {
      try {
        Sidecar.write(full.file(), index, full.bytes());
      } catch (IOException e) {
        LOGGER.log(System.Logger.Level.WARNING, "cannot write the index of " + full.file(), e);
      }
      full.closed();
    }
  }

  private IOException poison(Throwable cause) {
    IOException failure =
        cause instanceof IOException io ? io : new IOException("the log failed", cause);
    staging.poison(failure);
    return failure;
  }
}
