package dev.tarn.stream.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a segment file. Numbers are big-endian; {@link RecordLayout records} follow.
 *
 * <pre>
 * offset  0       4         8                       16                   24       28      32
 *         +-------+---------+-----------------------+--------------------+--------+-------+
 *         | magic | version | first sequence number | previous timestamp | unused | CRC   |
 *         +-------+---------+-----------------------+--------------------+--------+-------+
 * </pre>
 *
 * <p>The CRC-32C covers everything before it. It is on the disk before the first record is.
 *
 * @param firstSequenceNumber of the first record, which may not be there yet
 * @param previousTimestampMs of the last commit before this segment, or 0
 */
record SegmentHeader(long firstSequenceNumber, long previousTimestampMs) {
  static final int MAGIC = 0x5441524E; // "TARN"
  static final int VERSION = 1;

  private static final int MAGIC_OFFSET = 0;
  private static final int VERSION_OFFSET = MAGIC_OFFSET + Integer.BYTES;
  private static final int FIRST_OFFSET = VERSION_OFFSET + Integer.BYTES;
  private static final int PREVIOUS_TIMESTAMP_OFFSET = FIRST_OFFSET + Long.BYTES;
  private static final int CRC_OFFSET = PREVIOUS_TIMESTAMP_OFFSET + Long.BYTES + Integer.BYTES;

  /** Where the first record begins. */
  static final int BYTES = CRC_OFFSET + Integer.BYTES;

  void write(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putInt(MAGIC_OFFSET, MAGIC);
    bytes.putInt(VERSION_OFFSET, VERSION);
    bytes.putLong(FIRST_OFFSET, firstSequenceNumber);
    bytes.putLong(PREVIOUS_TIMESTAMP_OFFSET, previousTimestampMs);
    bytes.putInt(CRC_OFFSET, Checksum.of(bytes, 0, CRC_OFFSET));
    FileWindow.writeFully(channel, bytes, 0);
  }

  /**
   * Reads the header of a segment.
   *
   * @return null if the file is not longer than a header and the header is not whole: the process
   *     ended while it made the file
   */
  static @Nullable SegmentHeader read(FileChannel channel, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    FileWindow.readFully(channel, bytes, 0);
    boolean ours = bytes.position() == BYTES && bytes.getInt(MAGIC_OFFSET) == MAGIC;
    if (ours && bytes.getInt(VERSION_OFFSET) > VERSION) {
      throw CorruptLogException.newerVersion(file, bytes.getInt(VERSION_OFFSET));
    }
    if (ours && bytes.getInt(CRC_OFFSET) == Checksum.of(bytes, 0, CRC_OFFSET)) {
      return new SegmentHeader(
          bytes.getLong(FIRST_OFFSET), bytes.getLong(PREVIOUS_TIMESTAMP_OFFSET));
    }
    if (channel.size() <= BYTES) {
      return null;
    }
    throw CorruptLogException.damaged(file, 0, "it does not begin with a segment's header");
  }
}
