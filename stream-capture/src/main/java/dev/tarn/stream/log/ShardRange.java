package dev.tarn.stream.log;

/**
 * Changes of one table's partition.
 *
 * @param table the table's number
 * @param partition the partition
 * @param fromSequenceNumber the first sequence number that belongs to it
 * @param toSequenceNumber the last; {@link Long#MAX_VALUE} for no end
 */
public record ShardRange(int table, int partition, long fromSequenceNumber, long toSequenceNumber) {
  /** What is left of this from a sequence number on. */
  public ShardRange from(long sequenceNumber) {
    return new ShardRange(table, partition, sequenceNumber, toSequenceNumber);
  }

  /** This without what comes after a sequence number. */
  public ShardRange upTo(long sequenceNumber) {
    return new ShardRange(
        table, partition, fromSequenceNumber, Math.min(toSequenceNumber, sequenceNumber));
  }
}
