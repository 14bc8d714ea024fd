package dev.tarn.stream.delivery;

import dev.tarn.stream.trigger.ReplayPosition;
import java.util.concurrent.CompletableFuture;

/** What a trigger does when nothing of it is under way. */
sealed interface TriggerCommand {
  /** Works on with other settings. */
  record Configure(TriggerDefinition definition) implements TriggerCommand {}

  /** Works on from another position. */
  record Replay(TriggerDefinition definition, ReplayPosition position, CompletableFuture<Void> done)
      implements TriggerCommand {}

  /** Works no more. */
  record Stop() implements TriggerCommand {}
}
