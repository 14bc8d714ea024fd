package dev.tarn.stream.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A segment as its readers see it: how far it can be read, and its index while it is written. */
final class Segment {
  private static final String SUFFIX = ".log";

  private final Path file;
  private final long firstSequenceNumber;
  private volatile long bytes;
  private volatile SegmentBounds bounds;
  private volatile @Nullable SegmentIndex index;

  /** A segment that is written now. */
  Segment(Path file, SegmentIndex index, long bytes) {
    this.file = file;
    this.firstSequenceNumber = index.bounds().firstSequenceNumber();
    this.bytes = bytes;
    this.bounds = index.bounds();
    this.index = index;
  }

  /** A segment that is closed. */
  Segment(Path file, SegmentBounds bounds, long bytes) {
    this.file = file;
    this.firstSequenceNumber = bounds.firstSequenceNumber();
    this.bytes = bytes;
    this.bounds = bounds;
  }

  /** The file of the segment that begins with the sequence number. */
  static Path file(Path directory, long firstSequenceNumber) {
    return directory.resolve(String.format(Locale.ROOT, "%020d%s", firstSequenceNumber, SUFFIX));
  }

  /** Whether the file's name is that of a segment. */
  static boolean isSegment(Path file) {
    return file.getFileName().toString().matches("\\d{20}\\.log");
  }

  /** The sequence number in a segment's file name. */
  static long firstSequenceNumber(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(0, 20));
  }

  Path file() {
    return file;
  }

  long firstSequenceNumber() {
    return firstSequenceNumber;
  }

  /** How much of the file is written. */
  long bytes() {
    return bytes;
  }

  SegmentBounds bounds() {
    return bounds;
  }

  /** The index, while the segment is written; null once it is closed. */
  @Nullable SegmentIndex index() {
    return index;
  }

  /** Says how far the segment is written and synced. */
  void grownTo(long writtenBytes, SegmentBounds extended) {
    bounds = extended;
    bytes = writtenBytes;
  }

  /** Lets go of the index, which the sidecar has. */
  void closed() {
    index = null;
  }

  /** Deletes the files; whoever reads them now can go on. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(Sidecar.of(file));
  }

  /** Makes the index from the file, whose records must all be valid. */
  SegmentIndex rebuildIndex() throws IOException {
    try (SegmentCursor cursor = SegmentCursor.open(file, bytes)) {
      SegmentHeader header = cursor.header();
      if (header == null || header.firstSequenceNumber() != firstSequenceNumber) {
        throw cursor.damage();
      }
      SegmentIndex rebuilt = new SegmentIndex(header);
      for (RecordDecoder commit = cursor.next(); commit != null; commit = cursor.next()) {
        rebuilt.add(commit, cursor.start());
      }
      if (!cursor.atEnd()) {
        throw cursor.damage();
      }
      return rebuilt;
    }
  }
}
