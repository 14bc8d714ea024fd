package dev.tarn.stream.log;

import static dev.tarn.stream.log.RecordLayout.BACKFILL;
import static dev.tarn.stream.log.RecordLayout.CHANGES;
import static dev.tarn.stream.log.RecordLayout.CRC;
import static dev.tarn.stream.log.RecordLayout.CURRENT_VERSION;
import static dev.tarn.stream.log.RecordLayout.DURABLE_SEQUENCE_NUMBER;
import static dev.tarn.stream.log.RecordLayout.EXPIRY;
import static dev.tarn.stream.log.RecordLayout.FIRST_SEQUENCE_NUMBER;
import static dev.tarn.stream.log.RecordLayout.LENGTH;
import static dev.tarn.stream.log.RecordLayout.MIN_BYTES;
import static dev.tarn.stream.log.RecordLayout.NEW_IMAGE;
import static dev.tarn.stream.log.RecordLayout.OLD_IMAGE;
import static dev.tarn.stream.log.RecordLayout.TIMESTAMP;
import static dev.tarn.stream.log.RecordLayout.VERSION;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records in a buffer, one at a time, in the {@link RecordLayout}. Moves the buffer's
 * position.
 */
final class RecordDecoder {
  private final ByteBuffer buffer;
  private final int start;

  /** The record that begins at an index of the buffer, which holds all of it. */
  RecordDecoder(ByteBuffer buffer, int start) {
    this.buffer = buffer;
    this.start = start;
  }

  /** Whether the length can be that of a record with so many bytes left in the file. */
  static boolean isLength(int length, long remainingBytes) {
    return length >= MIN_BYTES && length <= remainingBytes;
  }

  int length() {
    return buffer.getInt(start + LENGTH);
  }

  boolean hasValidCrc() {
    return buffer.getInt(start + CRC) == RecordEncoder.crc(buffer, start, length());
  }

  long firstSequenceNumber() {
    return buffer.getLong(start + FIRST_SEQUENCE_NUMBER);
  }

  long durableSequenceNumber() {
    return buffer.getLong(start + DURABLE_SEQUENCE_NUMBER);
  }

  long timestampMs() {
    return buffer.getLong(start + TIMESTAMP);
  }

  long lastSequenceNumber() {
    return firstSequenceNumber() + rewind() - 1;
  }

  Commit commit() {
    int count = rewind();
    List<Change> changes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      changes.add(next());
    }
    return new Commit(firstSequenceNumber(), timestampMs(), changes);
  }

  /** The change with the sequence number. */
  Change change(long sequenceNumber) {
    int count = rewind();
    long skipped = sequenceNumber - firstSequenceNumber();
    if (skipped < 0 || skipped >= count) {
      throw new IllegalStateException(
          "no change " + sequenceNumber + " in the commit " + firstSequenceNumber());
    }
    for (long i = 0; i < skipped; i++) {
      skip();
    }
    return next();
  }

  /** Tells of every change that a stream can show where it belongs, in order. */
  void locate(ChangeLocation consumer) {
    int count = rewind();
    for (int i = 0; i < count; i++) {
      buffer.mark();
      byte images = buffer.get();
      int partition = Varint.get(buffer);
      Varint.get(buffer);
      int table = buffer.getInt();
      buffer.reset();
      skip();
      if ((images & BACKFILL) == 0) {
        consumer.accept(table, partition, firstSequenceNumber() + i);
      }
    }
  }

  /** Receives where a change belongs. */
  @FunctionalInterface
  interface ChangeLocation {
    void accept(int table, int partition, long sequenceNumber);
  }

  /** Goes to the first change and returns how many there are. */
  private int rewind() {
    byte version = buffer.get(start + VERSION);
    if (version != CURRENT_VERSION) {
      throw new IllegalStateException("a log record of the unknown version " + version);
    }
    buffer.position(start + CHANGES);
    return Varint.get(buffer);
  }

  private Change next() {
    byte images = buffer.get();
    int partition = Varint.get(buffer);
    StoreKey key = StoreKey.wrap(bytes());
    if ((images & BACKFILL) != 0) {
      return Change.backfill(partition, key, EncodedItem.wrap(bytes()));
    }
    return new Change(
        partition,
        key,
        image((images & OLD_IMAGE) != 0),
        image((images & NEW_IMAGE) != 0),
        (images & EXPIRY) != 0);
  }

  private @Nullable EncodedItem image(boolean present) {
    return present ? EncodedItem.wrap(bytes()) : null;
  }

  private byte[] bytes() {
    byte[] bytes = new byte[Varint.get(buffer)];
    buffer.get(bytes);
    return bytes;
  }

  private void skip() {
    byte images = buffer.get();
    Varint.get(buffer);
    for (int left = 1 + Integer.bitCount(images & (OLD_IMAGE | NEW_IMAGE)); left > 0; left--) {
      int length = Varint.get(buffer);
      buffer.position(buffer.position() + length);
    }
  }
}
