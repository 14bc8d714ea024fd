package dev.tarn.stream.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where a segment holds the changes of one table's partition, in order: twelve bytes a change.
 *
 * <p>One thread adds while others read: a reader takes the count before the entries.
 */
final class ChangeList {
  /** Bytes of an entry, in memory and in a sidecar. */
  static final int ENTRY_BYTES = 3 * Integer.BYTES;

  private static final int STRIDE = 3;
  private static final int SEQUENCE_NUMBER = 0;
  private static final int OFFSET = 1;
  private static final int TIMESTAMP = 2;

  private final long baseSequenceNumber;
  private final long baseTimestampMs;
  private volatile int[] entries;
  private volatile int count;

  /**
   * An empty list.
   *
   * @param baseSequenceNumber what sequence numbers are counted from
   * @param baseTimestampMs what times are counted from
   */
  ChangeList(long baseSequenceNumber, long baseTimestampMs) {
    this(baseSequenceNumber, baseTimestampMs, new int[4 * STRIDE], 0);
  }

  private ChangeList(long baseSequenceNumber, long baseTimestampMs, int[] entries, int count) {
    this.baseSequenceNumber = baseSequenceNumber;
    this.baseTimestampMs = baseTimestampMs;
    this.entries = entries;
    this.count = count;
  }

  /** Reads a list as {@link #write} wrote it. */
  static ChangeList read(
      long baseSequenceNumber, long baseTimestampMs, int count, ByteBuffer from) {
    int[] entries = new int[count * STRIDE];
    from.asIntBuffer().get(entries);
    return new ChangeList(baseSequenceNumber, baseTimestampMs, entries, count);
  }

  void write(ByteBuffer into) {
    for (int i = 0; i < count * STRIDE; i++) {
      into.putInt(entries[i]);
    }
  }

  void add(long sequenceNumber, int offset, long timestampMs) {
    int added = count;
    int at = added * STRIDE;
    if (at == entries.length) {
      entries = Arrays.copyOf(entries, at * 2);
    }
    int[] target = entries;
    target[at + SEQUENCE_NUMBER] = (int) (sequenceNumber - baseSequenceNumber);
    target[at + OFFSET] = offset;
    target[at + TIMESTAMP] = (int) Math.min(Integer.MAX_VALUE, timestampMs - baseTimestampMs);
    count = added + 1;
  }

  int count() {
    return count;
  }

  long sequenceNumber(int index) {
    return baseSequenceNumber + entries[index * STRIDE + SEQUENCE_NUMBER];
  }

  /** Where the commit that holds the change begins in the segment. */
  int offset(int index) {
    return entries[index * STRIDE + OFFSET];
  }

  /** When the change was made; exact within 24 days of the segment's first commit. */
  long timestampMs(int index) {
    return baseTimestampMs + entries[index * STRIDE + TIMESTAMP];
  }

  /** The first index that has the sequence number or a later one, and the time or a later one. */
  int find(long sequenceNumber, long sinceMs) {
    return Math.max(
        lowerBound(SEQUENCE_NUMBER, sequenceNumber - baseSequenceNumber),
        lowerBound(TIMESTAMP, sinceMs - baseTimestampMs));
  }

  private int lowerBound(int field, long least) {
    int low = 0;
    int high = count;
    int[] sorted = entries;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle * STRIDE + field] < least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
