package dev.tarn.stream.trigger;

import dev.tarn.stream.record.SequenceNumber;

/** From where a trigger delivers again. */
public sealed interface ReplayPosition {
  /** With the change that has the sequence number, or the first after it. */
  record At(SequenceNumber sequenceNumber) implements ReplayPosition {}

  /** With the first change made at a time or after it, in milliseconds since 1970. */
  record Since(long timestampMs) implements ReplayPosition {}

  /** With the oldest change kept. */
  record TrimHorizon() implements ReplayPosition {}

  /** After the newest change: what is not delivered yet is passed over. */
  record Latest() implements ReplayPosition {}
}
