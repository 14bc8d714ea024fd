package dev.tarn.stream.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Goes through a segment's records in order, as far as they are valid and without a gap. */
final class SegmentCursor implements AutoCloseable {
  private static final int AHEAD_BYTES = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final FileWindow window;
  private final @Nullable SegmentHeader header;
  private long start;
  private long end;
  private long expectedSequenceNumber;

  private SegmentCursor(Path file, FileChannel channel, long bytes) throws IOException {
    this.file = file;
    this.channel = channel;
    this.header = SegmentHeader.read(channel, file);
    this.window = new FileWindow(channel, bytes);
    this.end = header == null ? 0 : SegmentHeader.BYTES;
    this.expectedSequenceNumber = header == null ? 0 : header.firstSequenceNumber();
  }

  /** Opens all of a segment file. */
  static SegmentCursor open(Path file) throws IOException {
    return open(file, Long.MAX_VALUE);
  }

  /** Opens the beginning of a segment file. */
  static SegmentCursor open(Path file, long maxBytes) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new SegmentCursor(file, channel, Math.min(maxBytes, channel.size()));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The segment's header, or null if the file ends before it does. */
  @Nullable SegmentHeader header() {
    return header;
  }

  FileWindow window() {
    return window;
  }

  /**
   * The next record, readable until the next call; null where no valid record follows, which is the
   * {@link #atEnd end} or damage.
   */
  @Nullable RecordDecoder next() throws IOException {
    long remaining = window.fileBytes() - end;
    if (header == null || remaining < RecordLayout.MIN_BYTES) {
      return null;
    }
    int head = window.load(end, RecordLayout.MIN_BYTES, AHEAD_BYTES);
    int length = window.buffer().getInt(head + RecordLayout.LENGTH);
    if (!RecordDecoder.isLength(length, remaining)) {
      return null;
    }
    int at = window.load(end, length, AHEAD_BYTES);
    RecordDecoder commit = new RecordDecoder(window.buffer(), at);
    if (!commit.hasValidCrc() || commit.firstSequenceNumber() != expectedSequenceNumber) {
      return null;
    }
    start = end;
    end += length;
    expectedSequenceNumber = commit.lastSequenceNumber() + 1;
    return commit;
  }

  /** Where the last record begins. */
  int start() {
    return Math.toIntExact(start);
  }

  /** Where the last record ends: all before it is valid. */
  long end() {
    return end;
  }

  /** The sequence number that the next record must have. */
  long expectedSequenceNumber() {
    return expectedSequenceNumber;
  }

  /** Whether the last record ends the file. */
  boolean atEnd() {
    return end == window.fileBytes();
  }

  /** What to say of the place where the valid records end. */
  CorruptLogException damage() {
    return CorruptLogException.damaged(
        file, end, "no valid record of the change " + expectedSequenceNumber);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
