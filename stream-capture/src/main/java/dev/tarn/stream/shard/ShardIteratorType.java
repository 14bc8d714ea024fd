package dev.tarn.stream.shard;

/** Where to begin reading a shard; named as on the wire. */
public enum ShardIteratorType {
  /** With the oldest record that is kept. */
  TRIM_HORIZON,
  /** After the newest record. */
  LATEST,
  /** With the record that has the sequence number, or the first after it. */
  AT_SEQUENCE_NUMBER,
  /** With the first record after the sequence number. */
  AFTER_SEQUENCE_NUMBER;

  /** Whether a request must give a sequence number. */
  public boolean needsSequenceNumber() {
    return this == AT_SEQUENCE_NUMBER || this == AFTER_SEQUENCE_NUMBER;
  }
}
