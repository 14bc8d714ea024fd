package dev.tarn.stream.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens the segments that a process left behind.
 *
 * <p>The last segment is read as a whole. Where its valid records end before the file does, a batch
 * was being written when the process or the machine stopped: parts of an unsynced batch can be on
 * the disk in any order. Such an end is cut. But if a valid record follows that was written when
 * the first damaged one was already durable, then something that was promised is damaged: nothing
 * is cut, and the log does not open. Earlier segments were synced before the next was made; their
 * records are checked when they are read.
 */
final class Recovery {
  private static final System.Logger LOGGER = System.getLogger(Recovery.class.getName());
  private static final int AHEAD_BYTES = 1 << 20;

  private final Path directory;
  private final long nowMs;
  private final List<Segment> closed = new ArrayList<>();
  private @Nullable TailRepair repair;

  Recovery(Path directory, long nowMs) {
    this.directory = directory;
    this.nowMs = nowMs;
  }

  /** Opens the last segment, or makes the first. */
  SegmentWriter open() throws IOException {
    Files.createDirectories(directory);
    List<Path> files = files();
    deleteOrphans(files);
    if (files.isEmpty()) {
      return SegmentWriter.create(directory, new SegmentHeader(1, 0), nowMs);
    }
    for (Path file : files.subList(0, files.size() - 1)) {
      closed.add(openClosed(file));
    }
    checkContinuous(files);
    return openLast(files.getLast());
  }

  /** The segments before the last, in order. */
  List<Segment> closed() {
    return closed;
  }

  /** What was cut off the last segment, or null. */
  @Nullable TailRepair repair() {
    return repair;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(Segment::isSegment).sorted().toList();
    }
  }

  /** Sidecars whose segment was deleted just before the process ended. */
  private void deleteOrphans(List<Path> segments) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path file : entries.filter(entry -> entry.toString().endsWith(".idx")).toList()) {
        if (segments.stream().noneMatch(segment -> Sidecar.of(segment).equals(file))) {
          Files.delete(file);
        }
      }
    }
  }

  private static Segment openClosed(Path file) throws IOException {
    long bytes = Files.size(file);
    Sidecar sidecar = Sidecar.open(file, bytes);
    if (sidecar != null) {
      return new Segment(file, sidecar.bounds(), bytes);
    }
    SegmentBounds unknown = new SegmentBounds(Segment.firstSequenceNumber(file), 0, 0, 0);
    SegmentIndex index = new Segment(file, unknown, bytes).rebuildIndex();
    Sidecar.write(file, index, bytes);
    return new Segment(file, index.bounds(), bytes);
  }

  private void checkContinuous(List<Path> files) throws CorruptLogException {
    for (int i = 0; i < closed.size(); i++) {
      long last = closed.get(i).bounds().lastSequenceNumber();
      if (Segment.firstSequenceNumber(files.get(i + 1)) != last + 1) {
        throw CorruptLogException.damaged(
            files.get(i + 1), 0, "the segment before it ends with the change " + last);
      }
    }
  }

  private SegmentWriter openLast(Path file) throws IOException {
    try (SegmentCursor cursor = SegmentCursor.open(file)) {
      SegmentHeader header = cursor.header();
      if (header == null) {
        // The process ended while it made the file: no record was ever in it.
        report(new TailRepair(file, 0, Files.size(file)));
        return SegmentWriter.create(directory, headerAfterClosed(file), nowMs);
      }
      if (header.firstSequenceNumber() != Segment.firstSequenceNumber(file)) {
        throw CorruptLogException.damaged(file, 0, "its header and its name do not agree");
      }
      SegmentIndex index = new SegmentIndex(header);
      for (RecordDecoder commit = cursor.next(); commit != null; commit = cursor.next()) {
        index.add(commit, cursor.start());
      }
      if (!cursor.atEnd()) {
        checkTorn(cursor);
        report(new TailRepair(file, cursor.end(), cursor.window().fileBytes() - cursor.end()));
      }
      return SegmentWriter.reopen(file, index, cursor.end(), nowMs);
    }
  }

  private SegmentHeader headerAfterClosed(Path file) {
    return new SegmentHeader(
        Segment.firstSequenceNumber(file),
        closed.isEmpty() ? 0 : closed.getLast().bounds().lastTimestampMs());
  }

  /** Fails if a record after the damage says that what is damaged was durable. */
  private static void checkTorn(SegmentCursor cursor) throws IOException {
    FileWindow window = cursor.window();
    long damaged = cursor.expectedSequenceNumber();
    for (long at = cursor.end(); at <= window.fileBytes() - RecordLayout.MIN_BYTES; at++) {
      int head = window.load(at, RecordLayout.MIN_BYTES, AHEAD_BYTES);
      if (couldProve(window.buffer(), head, window.fileBytes() - at, damaged)
          && isValid(window, at)) {
        throw cursor.damage();
      }
    }
  }

  private static boolean couldProve(ByteBuffer buffer, int at, long remaining, long damaged) {
    RecordDecoder candidate = new RecordDecoder(buffer, at);
    return RecordDecoder.isLength(candidate.length(), remaining)
        && candidate.durableSequenceNumber() >= damaged
        && candidate.durableSequenceNumber() < candidate.firstSequenceNumber();
  }

  private static boolean isValid(FileWindow window, long at) throws IOException {
    int head = window.load(at, RecordLayout.MIN_BYTES, AHEAD_BYTES);
    int length = new RecordDecoder(window.buffer(), head).length();
    int start = window.load(at, length, AHEAD_BYTES);
    return new RecordDecoder(window.buffer(), start).hasValidCrc();
  }

  private void report(TailRepair cut) {
    repair = cut;
    LOGGER.log(
        System.Logger.Level.WARNING,
        "cut {0} bytes that were never made durable off {1} at byte {2}",
        Long.toString(cut.cutBytes()),
        cut.file(),
        Long.toString(cut.position()));
  }
}
