package dev.tarn.stream.delivery;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.GivenUp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records that are sent together until all are processed or given up.
 *
 * @param records in order; none for the final invoke of a window
 * @param attempts how often it was sent
 * @param retries how many of the attempts count as retries
 * @param givenUp why it is sent no more, or null
 */
record Batch(List<StreamRecord> records, int attempts, int retries, @Nullable GivenUp givenUp) {
  /** What is left to a record beside its images: an estimate. */
  private static final int RECORD_OVERHEAD_BYTES = 400;

  /** JSON takes about twice the bytes of an encoded item: names of types, quotes. */
  private static final int JSON_FACTOR = 2;

  static Batch of(List<StreamRecord> records) {
    return new Batch(records, 0, 0, null);
  }

  static Batch finalInvoke() {
    return of(List.of());
  }

  boolean isFinalInvoke() {
    return records.isEmpty();
  }

  int size() {
    return records.size();
  }

  long firstSequenceNumber() {
    return records.getFirst().sequenceNumber().value();
  }

  Batch sent() {
    return new Batch(records, attempts + 1, retries, givenUp);
  }

  Batch retried() {
    return new Batch(records, attempts, retries + 1, givenUp);
  }

  Batch givenUp(GivenUp why) {
    return new Batch(records, attempts, retries, why);
  }

  /** The first records, as a batch that is another to the receiver. */
  Batch upTo(int end) {
    return new Batch(List.copyOf(records.subList(0, end)), attempts, retries, givenUp);
  }

  /** The other records. */
  Batch from(int start) {
    return new Batch(List.copyOf(records.subList(start, size())), attempts, retries, givenUp);
  }

  /** What remains when the first records are processed: sending it again is its first retry. */
  Batch remaining(int start) {
    return new Batch(List.copyOf(records.subList(start, size())), 0, 1, null);
  }

  /** How many records at the start are made before a time, as a run. */
  int madeBefore(long timestampMs) {
    int count = 0;
    while (count < size() && records.get(count).approximateCreationMs() < timestampMs) {
      count++;
    }
    return count;
  }

  /**
   * The index of the first record that is among those named, by their sequence numbers as texts;
   * the size if none is named.
   *
   * @return -1 if a text names none of these records
   */
  int firstOf(List<String> itemIdentifiers) {
    int first = size();
    for (String identifier : itemIdentifiers) {
      int index = indexOf(identifier);
      if (index < 0) {
        return -1;
      }
      first = Math.min(first, index);
    }
    return first;
  }

  private int indexOf(String itemIdentifier) {
    for (int i = 0; i < size(); i++) {
      if (records.get(i).sequenceNumber().toString().equals(itemIdentifier)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The webhook-id: the same for the same records of the same run through the log.
   *
   * @param lane tells apart the ends of windows of several lanes, which have no records
   */
  String webhookId(UUID trigger, int epoch, int lane, long windowStartMs) {
    Hasher hasher =
        Hashing.murmur3_128()
            .newHasher()
            .putLong(trigger.getMostSignificantBits())
            .putLong(trigger.getLeastSignificantBits())
            .putInt(epoch)
            .putInt(size());
    if (isFinalInvoke()) {
      hasher.putInt(lane).putLong(windowStartMs);
    } else {
      hasher.putLong(firstSequenceNumber());
      hasher.putLong(records.getLast().sequenceNumber().value());
    }
    return "msg_" + hasher.hash();
  }

  /** About how many bytes of memory a record holds. */
  static long heldBytes(StreamRecord record) {
    long bytes = RECORD_OVERHEAD_BYTES;
    if (record.oldImage() != null) {
      bytes += record.oldImage().bytes().length;
    }
    if (record.newImage() != null) {
      bytes += record.newImage().bytes().length;
    }
    return bytes;
  }

  /** About how many bytes a record takes in a payload. */
  static long payloadBytes(StreamRecord record) {
    return JSON_FACTOR * heldBytes(record);
  }
}
