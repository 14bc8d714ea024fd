package dev.tarn.stream.log;

import dev.tarn.kv.log.Change;

/**
 * A change with what its commit says of it.
 *
 * @param sequenceNumber its sequence number
 * @param timestampMs when its commit was made, in milliseconds since 1970
 * @param change the change
 */
public record LoggedChange(long sequenceNumber, long timestampMs, Change change) {}
