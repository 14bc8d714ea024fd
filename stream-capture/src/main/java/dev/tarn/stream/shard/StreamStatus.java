package dev.tarn.stream.shard;

/** Whether a stream takes records; named as on the wire. */
public enum StreamStatus {
  ENABLED,
  DISABLED
}
