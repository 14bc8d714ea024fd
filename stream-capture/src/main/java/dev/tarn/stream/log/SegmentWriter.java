package dev.tarn.stream.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends batches of records to the last segment. */
final class SegmentWriter implements AutoCloseable {
  private final Segment segment;
  private final SegmentIndex index;
  private final FileChannel channel;
  private final long openedMs;

  private SegmentWriter(Segment segment, SegmentIndex index, FileChannel channel, long openedMs) {
    this.segment = segment;
    this.index = index;
    this.channel = channel;
    this.openedMs = openedMs;
  }

  /** Makes a segment; when this returns, the disk has the file with its header. */
  static SegmentWriter create(Path directory, SegmentHeader header, long nowMs) throws IOException {
    Path file = Segment.file(directory, header.firstSequenceNumber());
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    header.write(channel);
    channel.force(true);
    forceDirectory(directory);
    SegmentIndex index = new SegmentIndex(header);
    return new SegmentWriter(new Segment(file, index, SegmentHeader.BYTES), index, channel, nowMs);
  }

  /** Goes on with a segment; when this returns, the disk has all of it, and not more. */
  static SegmentWriter reopen(Path file, SegmentIndex index, long bytes, long nowMs)
      throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.truncate(bytes);
    channel.force(true);
    return new SegmentWriter(new Segment(file, index, bytes), index, channel, nowMs);
  }

  Segment segment() {
    return segment;
  }

  /** Whether the batch should go to a new segment. */
  boolean isFull(int batchBytes, LogOptions options, long nowMs) {
    return !index.bounds().isEmpty()
        && (segment.bytes() + batchBytes > options.segmentBytes()
            || nowMs - openedMs >= options.segmentAgeMs());
  }

  /**
   * Seals, indexes and writes a batch. Its entries in the index are not seen by readers, who stop
   * at what is durable.
   */
  void write(ByteBuffer batch, long durableSequenceNumber) throws IOException {
    int offset = Math.toIntExact(segment.bytes());
    ByteBuffer records = batch.duplicate();
    for (int at = 0; at < batch.limit(); at += records.getInt(at + RecordLayout.LENGTH)) {
      RecordEncoder.seal(records, at, durableSequenceNumber);
      index.add(new RecordDecoder(records, at), Math.addExact(offset, at));
    }
    FileWindow.writeFully(channel, batch, offset);
  }

  void force() throws IOException {
    channel.force(false);
  }

  /** Shows readers what was written. */
  void publish(int batchBytes) {
    segment.grownTo(segment.bytes() + batchBytes, index.bounds());
  }

  /** The header of the segment that follows. */
  SegmentHeader nextHeader() {
    SegmentBounds bounds = index.bounds();
    return new SegmentHeader(bounds.lastSequenceNumber() + 1, bounds.lastTimestampMs());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException windows) {
      // Windows opens no directories, and needs no sync of them.
    }
  }
}
