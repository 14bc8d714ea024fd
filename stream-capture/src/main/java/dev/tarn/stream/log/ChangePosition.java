package dev.tarn.stream.log;

/**
 * A change's place in time.
 *
 * @param sequenceNumber its sequence number
 * @param timestampMs when its commit was made, in milliseconds since 1970
 */
public record ChangePosition(long sequenceNumber, long timestampMs) {}
