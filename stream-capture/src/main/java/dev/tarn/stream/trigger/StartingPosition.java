package dev.tarn.stream.trigger;

/** Where a new trigger begins; named as on the wire. */
public enum StartingPosition {
  /** With the oldest record that is kept. */
  TRIM_HORIZON,
  /** With what is written after the trigger was created. */
  LATEST
}
