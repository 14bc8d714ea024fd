package dev.tarn.stream.log;

import static dev.tarn.stream.log.RecordLayout.BACKFILL;
import static dev.tarn.stream.log.RecordLayout.CHANGES;
import static dev.tarn.stream.log.RecordLayout.CRC;
import static dev.tarn.stream.log.RecordLayout.CRC_START;
import static dev.tarn.stream.log.RecordLayout.CURRENT_VERSION;
import static dev.tarn.stream.log.RecordLayout.DURABLE_SEQUENCE_NUMBER;
import static dev.tarn.stream.log.RecordLayout.EXPIRY;
import static dev.tarn.stream.log.RecordLayout.LENGTH;
import static dev.tarn.stream.log.RecordLayout.MAX_BYTES;
import static dev.tarn.stream.log.RecordLayout.NEW_IMAGE;
import static dev.tarn.stream.log.RecordLayout.OLD_IMAGE;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes commits in the {@link RecordLayout}. */
final class RecordEncoder {
  private RecordEncoder() {}

  /** The length of the commit's record. */
  static int bytes(Commit commit) {
    long bytes = (long) CHANGES + Varint.bytes(commit.changes().size());
    for (Change change : commit.changes()) {
      bytes += 1L + Varint.bytes(change.partition()) + bytes(change.key().bytes());
      bytes += (long) bytes(storedOldImage(change)) + bytes(change.newImage());
    }
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException("a commit of " + bytes + " bytes is too large");
    }
    return (int) bytes;
  }

  /** Adds the commit's record, which is not {@link #seal sealed} yet. */
  static void encode(Commit commit, int bytes, ByteBuffer into) {
    into.putInt(bytes).putInt(0);
    into.putLong(commit.firstSequenceNumber()).putLong(0).putLong(commit.timestampMs());
    into.put(CURRENT_VERSION);
    Varint.put(into, commit.changes().size());
    for (Change change : commit.changes()) {
      encode(change, into);
    }
  }

  /** Completes the record at an index with what is known when it is written. */
  static void seal(ByteBuffer records, int start, long durableSequenceNumber) {
    records.putLong(start + DURABLE_SEQUENCE_NUMBER, durableSequenceNumber);
    records.putInt(start + CRC, crc(records, start, records.getInt(start + LENGTH)));
  }

  /** The checksum that a record of this length must have. */
  static int crc(ByteBuffer records, int start, int length) {
    return Checksum.of(records, start + CRC_START, length - CRC_START);
  }

  private static void encode(Change change, ByteBuffer into) {
    EncodedItem oldImage = storedOldImage(change);
    EncodedItem newImage = change.newImage();
    int images = (oldImage == null ? 0 : OLD_IMAGE) | (newImage == null ? 0 : NEW_IMAGE);
    int origin = change.isBackfill() ? BACKFILL : change.isExpiry() ? EXPIRY : 0;
    into.put((byte) (images | origin));
    Varint.put(into, change.partition());
    put(change.key().bytes(), into);
    if (oldImage != null) {
      put(oldImage.bytes(), into);
    }
    if (newImage != null) {
      put(newImage.bytes(), into);
    }
  }

  private static @Nullable EncodedItem storedOldImage(Change change) {
    return change.isBackfill() ? null : change.oldImage();
  }

  private static void put(byte[] bytes, ByteBuffer into) {
    Varint.put(into, bytes.length);
    into.put(bytes);
  }

  private static int bytes(@Nullable EncodedItem image) {
    return image == null ? 0 : bytes(image.bytes());
  }

  private static int bytes(byte[] bytes) {
    return Varint.bytes(bytes.length) + bytes.length;
  }
}
