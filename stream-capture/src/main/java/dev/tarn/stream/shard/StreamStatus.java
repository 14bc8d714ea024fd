package dev.tarn.stream.shard;

import dev.tarn.kv.table.StreamDefinition;

/** Whether a stream takes records; named as on the wire. */
public enum StreamStatus {
  /** It takes records, and is said to begin to. */
  ENABLING,
  ENABLED,
  /** It takes no records, and is said to take the last. */
  DISABLING,
  DISABLED;

  /**
   * A stream's status.
   *
   * @param delayMs how long it is said to take to enable and to disable a stream
   */
  static StreamStatus of(StreamDefinition stream, long nowMs, long delayMs) {
    StreamDefinition.End end = stream.end();
    if (end != null) {
      return nowMs < end.disabledMs() + delayMs ? DISABLING : DISABLED;
    }
    return nowMs < stream.enabledMs() + delayMs ? ENABLING : ENABLED;
  }
}
