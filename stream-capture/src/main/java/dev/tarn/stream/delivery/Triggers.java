package dev.tarn.stream.delivery;

import dev.tarn.kv.error.DynamoDbException.LimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.trigger.DeadLetter;
import dev.tarn.stream.trigger.DeadLetterPage;
import dev.tarn.stream.trigger.DeliveryReport;
import dev.tarn.stream.trigger.ReplayPosition;
import dev.tarn.stream.trigger.StartingPosition;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.TriggerMetrics;
import dev.tarn.stream.trigger.TriggerSettings;
import dev.tarn.stream.trigger.Webhook;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks and triggers of a server, and what is delivered to them.
 *
 * <p>What reads answers at once, from memory or the store. What writes answers through a future,
 * completed on any thread when the change is durable; it fails with the errors named, never
 * wrapped.
 */
public interface Triggers extends AutoCloseable {
  /** Every webhook, by name. */
  List<Webhook> webhooks();

  /**
   * The webhook of a name.
   *
   * @throws ResourceNotFoundException if there is none
   */
  Webhook webhook(String name);

  /**
   * Creates a webhook. Fails with {@link ResourceInUseException} if the name is taken, with {@link
   * LimitExceededException} if there are too many.
   */
  CompletableFuture<Webhook> createWebhook(Webhook webhook);

  /**
   * Changes a webhook; its name stays. Deliveries begun later use it. Fails with {@link
   * ResourceNotFoundException} if there is none, and with what the change throws.
   */
  CompletableFuture<Webhook> updateWebhook(String name, UnaryOperator<Webhook> change);

  /**
   * Deletes a webhook. Fails with {@link ResourceNotFoundException} if there is none, with {@link
   * ResourceInUseException} if a trigger calls it or names it as its OnFailure.
   */
  CompletableFuture<Webhook> deleteWebhook(String name);

  /**
   * The triggers that match, in the order of their UUIDs.
   *
   * @param stream only those of this stream, if not null
   * @param webhook only those that call this webhook, if not null
   */
  List<Trigger> list(@Nullable StreamId stream, @Nullable String webhook);

  /**
   * The trigger of a UUID.
   *
   * @throws ResourceNotFoundException if there is none
   */
  Trigger get(UUID uuid);

  /**
   * Creates a trigger; its state is Creating, and soon Enabled or Disabled. Fails with {@link
   * ResourceNotFoundException} if the stream or a webhook is not there, with {@link
   * ResourceInUseException} if a trigger from that stream to that webhook exists, with {@link
   * ValidationException} if a filter is no pattern, with {@link LimitExceededException} if there
   * are too many.
   */
  CompletableFuture<Trigger> create(
      StreamId stream, StartingPosition startingPosition, TriggerSettings settings);

  /**
   * Changes a trigger; it goes on where it is. Fails as {@link #create} does, and with {@link
   * ResourceNotFoundException} if there is none.
   */
  CompletableFuture<Trigger> update(UUID uuid, UnaryOperator<TriggerSettings> change);

  /**
   * Deletes a trigger with its checkpoints and dead letters. Fails with {@link
   * ResourceNotFoundException} if there is none.
   *
   * @return the trigger, its state Deleting
   */
  CompletableFuture<Trigger> delete(UUID uuid);

  /** Stops a trigger where it is: an {@link #update} of Enabled. */
  default CompletableFuture<Trigger> pause(UUID uuid) {
    return update(uuid, settings -> settings.withEnabled(false));
  }

  /** Lets a trigger go on: an {@link #update} of Enabled. */
  default CompletableFuture<Trigger> resume(UUID uuid) {
    return update(uuid, settings -> settings.withEnabled(true));
  }

  /**
   * Lets a trigger deliver again from a position, or once it is resumed if it is paused. Batches
   * get a new webhook-id. What lies before the oldest change kept starts there.
   */
  CompletableFuture<Trigger> replay(UUID uuid, ReplayPosition position);

  /** A trigger's last 100 deliveries since the server's start, the newest first. */
  List<DeliveryReport> deliveries(UUID uuid);

  /** A trigger's counters. */
  TriggerMetrics metrics(UUID uuid);

  /**
   * A page of a trigger's dead letters.
   *
   * @param exclusiveStart only those after this, if not null
   * @param limit 1 to 1,000; a page ends early at 1 MB
   */
  DeadLetterPage deadLetters(UUID uuid, @Nullable SequenceNumber exclusiveStart, int limit);

  /**
   * A dead letter.
   *
   * @throws ResourceNotFoundException if there is none
   */
  DeadLetter deadLetter(UUID uuid, SequenceNumber sequenceNumber);

  /**
   * Sends dead letters again, in their order, each batch once; those that are processed are
   * removed. Stops at the first batch that fails.
   *
   * @param sequenceNumber one letter, or null for all that there are at the moment
   * @return how many were processed
   */
  CompletableFuture<Integer> replayDeadLetters(UUID uuid, @Nullable SequenceNumber sequenceNumber);

  /**
   * Removes dead letters.
   *
   * @param sequenceNumber one letter, or null for all that there are at the moment
   * @return how many were removed
   */
  CompletableFuture<Integer> purgeDeadLetters(UUID uuid, @Nullable SequenceNumber sequenceNumber);

  /**
   * Sends nothing more, gives deliveries under way a bounded time, and writes the checkpoints. To
   * be called before the engine is closed.
   */
  @Override
  void close();
}
