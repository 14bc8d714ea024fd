package dev.tarn.stream.log;

import dev.tarn.stream.log.SegmentIndex.Shelf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A closed segment's index on disk, of which the directory is in memory. Never needed: what is
 * missing or damaged is made again from the segment.
 *
 * <pre>
 * offset  0       4     8         12      16              24      32      40      48      56
 *         +-------+-----+---------+-------+---------------+-------+-------+-------+-------+
 *         | magic | CRC | version | lists | segment bytes | first | last  | first | last  |
 *         |       |     |         |       |               | seq.  | seq.  | ms    | ms    |
 *         +-------+-----+---------+-------+---------------+-------+-------+-------+-------+
 *      56 directory, for each list: table u32, partition u32, changes u32, CRC-32C of the list u32
 *         lists, for each change: sequence number, offset, timestamp as in {@link ChangeList}
 * </pre>
 *
 * <p>The first CRC-32C covers what follows it, up to the end of the directory.
 */
final class Sidecar {
  private static final int MAGIC = 0x54494458; // "TIDX"
  private static final int VERSION = 1;

  private static final int MAGIC_OFFSET = 0;
  private static final int CRC_OFFSET = MAGIC_OFFSET + Integer.BYTES;
  private static final int VERSION_OFFSET = CRC_OFFSET + Integer.BYTES;
  private static final int LISTS_OFFSET = VERSION_OFFSET + Integer.BYTES;
  private static final int SEGMENT_BYTES_OFFSET = LISTS_OFFSET + Integer.BYTES;
  private static final int BOUNDS_OFFSET = SEGMENT_BYTES_OFFSET + Long.BYTES;
  private static final int HEADER_BYTES = BOUNDS_OFFSET + 4 * Long.BYTES;
  private static final int ENTRY_BYTES = 4 * Integer.BYTES;

  private final Path file;
  private final SegmentBounds bounds;
  private final Map<Shelf, Stored> directory;

  private Sidecar(Path file, SegmentBounds bounds, Map<Shelf, Stored> directory) {
    this.file = file;
    this.bounds = bounds;
    this.directory = directory;
  }

  private record Stored(long position, int count, int crc) {}

  /** Where a segment's sidecar is. */
  static Path of(Path segment) {
    String name = segment.getFileName().toString();
    return segment.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".idx");
  }

  /** Writes the index of a segment that is closed. */
  static void write(Path segment, SegmentIndex index, long segmentBytes) throws IOException {
    Map<Shelf, ChangeList> lists = index.lists();
    ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES + lists.size() * ENTRY_BYTES);
    SegmentBounds bounds = index.bounds();
    head.putInt(MAGIC).putInt(0).putInt(VERSION).putInt(lists.size()).putLong(segmentBytes);
    head.putLong(bounds.firstSequenceNumber()).putLong(bounds.lastSequenceNumber());
    head.putLong(bounds.firstTimestampMs()).putLong(bounds.lastTimestampMs());
    try (FileChannel channel =
        FileChannel.open(
            of(segment),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      long position = head.capacity();
      for (Map.Entry<Shelf, ChangeList> entry : lists.entrySet()) {
        ChangeList list = entry.getValue();
        ByteBuffer body = ByteBuffer.allocate(list.count() * ChangeList.ENTRY_BYTES);
        list.write(body);
        head.putInt(entry.getKey().table()).putInt(entry.getKey().partition());
        head.putInt(list.count()).putInt(Checksum.of(body, 0, body.capacity()));
        FileWindow.writeFully(channel, body.flip(), position);
        position += body.capacity();
      }
      head.putInt(CRC_OFFSET, headCrc(head));
      FileWindow.writeFully(channel, head.flip(), 0);
    }
  }

  /**
   * Reads the directory of a segment's sidecar.
   *
   * @return null if there is none, or it is damaged or not that of the segment as it is
   */
  static @Nullable Sidecar open(Path segment, long segmentBytes) throws IOException {
    Path file = of(segment);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES);
      FileWindow.readFully(channel, head, 0);
      if (head.hasRemaining()
          || head.getInt(MAGIC_OFFSET) != MAGIC
          || head.getInt(VERSION_OFFSET) != VERSION
          || head.getLong(SEGMENT_BYTES_OFFSET) != segmentBytes) {
        return null;
      }
      long bytes = HEADER_BYTES + head.getInt(LISTS_OFFSET) * (long) ENTRY_BYTES;
      if (bytes < HEADER_BYTES || bytes > channel.size()) {
        return null;
      }
      ByteBuffer whole = ByteBuffer.allocate((int) bytes);
      FileWindow.readFully(channel, whole, 0);
      return whole.getInt(CRC_OFFSET) == headCrc(whole) ? parse(file, whole) : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  SegmentBounds bounds() {
    return bounds;
  }

  /** About what it takes in memory. */
  int weight() {
    return 64 + directory.size() * 96;
  }

  /** Whether the segment has a change of the table's partition. */
  boolean has(Shelf shelf) {
    return directory.containsKey(shelf);
  }

  /** Reads one list; null if the segment has no such change, or the list is damaged. */
  @Nullable ChangeList read(Shelf shelf) throws IOException {
    Stored stored = directory.get(shelf);
    if (stored == null) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer body = ByteBuffer.allocate(stored.count * ChangeList.ENTRY_BYTES);
      FileWindow.readFully(channel, body, stored.position);
      return body.hasRemaining() || Checksum.of(body, 0, body.capacity()) != stored.crc
          ? null
          : ChangeList.read(
              bounds.firstSequenceNumber(), bounds.firstTimestampMs(), stored.count, body.flip());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static Sidecar parse(Path file, ByteBuffer head) {
    head.position(BOUNDS_OFFSET);
    SegmentBounds bounds =
        new SegmentBounds(head.getLong(), head.getLong(), head.getLong(), head.getLong());
    int lists = head.getInt(LISTS_OFFSET);
    Map<Shelf, Stored> directory = HashMap.newHashMap(lists);
    long position = head.capacity();
    head.position(HEADER_BYTES);
    for (int i = 0; i < lists; i++) {
      Shelf shelf = new Shelf(head.getInt(), head.getInt());
      Stored stored = new Stored(position, head.getInt(), head.getInt());
      directory.put(shelf, stored);
      position += stored.count * (long) ChangeList.ENTRY_BYTES;
    }
    return new Sidecar(file, bounds, directory);
  }

  private static int headCrc(ByteBuffer head) {
    return Checksum.of(head, VERSION_OFFSET, head.capacity() - VERSION_OFFSET);
  }
}
