package dev.tarn.kv.table;

import org.jspecify.annotations.Nullable;

/**
 * A stream of a table: the changes of a range of sequence numbers, seen in one way.
 *
 * @param label when it was enabled, as an ISO timestamp: the last part of its ARN, unique within
 *     the table
 * @param viewType what its records show
 * @param enabledMs when it was enabled, in milliseconds since 1970
 * @param startSequenceNumber the first sequence number that belongs to it
 * @param end when it was disabled, or null while it is enabled
 */
public record StreamDefinition(
    String label,
    StreamViewType viewType,
    long enabledMs,
    long startSequenceNumber,
    @Nullable End end) {
  /** Whether the stream takes new records. */
  public boolean enabled() {
    return end == null;
  }

  /** This stream, closed. */
  public StreamDefinition disabled(End at) {
    return new StreamDefinition(label, viewType, enabledMs, startSequenceNumber, at);
  }

  /**
   * The end of a stream.
   *
   * @param disabledMs when it was disabled, in milliseconds since 1970
   * @param lastSequenceNumber the last sequence number that belongs to it
   */
  public record End(long disabledMs, long lastSequenceNumber) {}
}
