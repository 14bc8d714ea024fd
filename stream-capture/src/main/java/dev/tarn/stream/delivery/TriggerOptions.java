package dev.tarn.stream.delivery;

import java.time.Duration;

/**
 * The bounds of what runs triggers.
 *
 * @param maxTriggers the most triggers of a server
 * @param maxWebhooks the most webhooks of a server
 * @param readAheadBytes the most bytes of changes read and not delivered yet, of all triggers; each
 *     partition of each trigger has its share
 * @param maxDeadLetters the most dead letters of all triggers: beyond, triggers wait
 * @param maxDeadLetterBytes the most bytes of all dead letters
 * @param deadLetterRetention how long a dead letter is kept
 * @param checkpointInterval how often a partition's checkpoint is written while it moves
 * @param shutdownGrace how long deliveries under way may take when the server stops
 */
public record TriggerOptions(
    int maxTriggers,
    int maxWebhooks,
    long readAheadBytes,
    long maxDeadLetters,
    long maxDeadLetterBytes,
    Duration deadLetterRetention,
    Duration checkpointInterval,
    Duration shutdownGrace) {
  /** What suits a server. */
  public static final TriggerOptions DEFAULT =
      new TriggerOptions(
          100,
          100,
          Math.max(32L << 20, Runtime.getRuntime().maxMemory() / 8),
          1_000_000,
          1L << 30,
          Duration.ofDays(14),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));
}
