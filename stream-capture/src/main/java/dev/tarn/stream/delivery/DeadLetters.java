package dev.tarn.stream.delivery;

import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.trigger.DeadLetter;
import dev.tarn.stream.trigger.DeadLetterPage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What can be done with the changes that triggers gave up. */
final class DeadLetters {
  /** How often those that are too old are looked for. */
  private static final long SWEEP_INTERVAL_MS = Duration.ofHours(1).toMillis();

  private final Ports ports;
  private final DeadLetterQueue queue;
  private long sweptMs;

  DeadLetters(Ports ports) {
    this.ports = ports;
    this.queue = new DeadLetterQueue(ports.items(), ports.options());
    this.sweptMs = ports.nowMs();
  }

  /** A page of a trigger's letters, of those after a sequence number if it is not null. */
  DeadLetterPage page(UUID trigger, @Nullable SequenceNumber exclusiveStart, int limit) {
    return queue.page(trigger, exclusiveStart == null ? 0 : exclusiveStart.value(), limit);
  }

  /**
   * The letter of a change.
   *
   * @throws ResourceNotFoundException if there is none
   */
  DeadLetter get(UUID trigger, SequenceNumber sequenceNumber) {
    DeadLetter letter = queue.get(trigger, sequenceNumber);
    if (letter == null) {
      throw new ResourceNotFoundException("Dead letter not found: " + sequenceNumber);
    }
    return letter;
  }

  /** Sends one letter again, or all if null, and returns how many were processed; blocks. */
  int replay(TriggerRun run, @Nullable SequenceNumber sequenceNumber) {
    DeadLetterReplay replay = new DeadLetterReplay(ports, queue, run);
    return sequenceNumber == null
        ? replay.all()
        : replay.one(get(run.definition().uuid(), sequenceNumber));
  }

  /** Removes one letter, or all if null, and returns how many there were; blocks. */
  int purge(UUID trigger, @Nullable SequenceNumber sequenceNumber) {
    if (sequenceNumber == null) {
      return queue.purge(trigger);
    }
    queue.remove(trigger, List.of(get(trigger, sequenceNumber))).join();
    return 1;
  }

  /** Has removed, once an hour, what has been kept long enough and what is of no trigger. */
  void sweepIfDue(Predicate<UUID> isTrigger) {
    long nowMs = ports.nowMs();
    if (nowMs - sweptMs >= SWEEP_INTERVAL_MS) {
      sweptMs = nowMs;
      CompletableFuture<?> unused =
          Errands.aside(
              () -> {
                queue.sweep(isTrigger, nowMs);
                return 0;
              });
    }
  }
}
