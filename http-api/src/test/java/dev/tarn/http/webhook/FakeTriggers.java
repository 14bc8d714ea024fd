package dev.tarn.http.webhook;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.trigger.DeadLetter;
import dev.tarn.stream.trigger.DeadLetterPage;
import dev.tarn.stream.trigger.DeliveryReport;
import dev.tarn.stream.trigger.RecordFilters;
import dev.tarn.stream.trigger.ReplayPosition;
import dev.tarn.stream.trigger.StartingPosition;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.TriggerMetrics;
import dev.tarn.stream.trigger.TriggerSettings;
import dev.tarn.stream.trigger.TriggerState;
import dev.tarn.stream.trigger.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Webhooks and triggers in memory, which deliver nothing. */
public final class FakeTriggers implements Triggers {
  private final Map<String, Webhook> webhooks = new ConcurrentSkipListMap<>();
  private final Map<UUID, Trigger> triggers = new ConcurrentSkipListMap<>();
  private final Map<SequenceNumber, DeadLetter> deadLetters = new ConcurrentSkipListMap<>();
  private final List<ReplayPosition> replays = new CopyOnWriteArrayList<>();
  private final RecordFilters filters = new PatternFilters("us-east-1");

  /** The positions from which triggers were told to deliver again. */
  public List<ReplayPosition> replays() {
    return replays;
  }

  /** Puts a letter into every trigger's queue. */
  public void addDeadLetter(DeadLetter letter) {
    deadLetters.put(letter.record().sequenceNumber(), letter);
  }

  @Override
  public List<Webhook> webhooks() {
    return List.copyOf(webhooks.values());
  }

  @Override
  public Webhook webhook(String name) {
    return found(webhooks.get(name), name);
  }

  @Override
  public CompletableFuture<Webhook> createWebhook(Webhook webhook) {
    return future(
        () -> {
          if (webhooks.putIfAbsent(webhook.name(), webhook) != null) {
            throw new ResourceInUseException("The webhook exists: " + webhook.name());
          }
          return webhook;
        });
  }

  @Override
  public CompletableFuture<Webhook> updateWebhook(String name, UnaryOperator<Webhook> change) {
    return future(
        () -> {
          Webhook changed = change.apply(webhook(name));
          webhooks.put(name, changed);
          return changed;
        });
  }

  @Override
  public CompletableFuture<Webhook> deleteWebhook(String name) {
    return future(
        () -> {
          if (!list(null, name).isEmpty()) {
            throw new ResourceInUseException("A trigger calls the webhook " + name);
          }
          return found(webhooks.remove(name), name);
        });
  }

  @Override
  public List<Trigger> list(@Nullable StreamId stream, @Nullable String webhook) {
    return triggers.values().stream()
        .filter(trigger -> stream == null || trigger.stream().equals(stream))
        .filter(trigger -> webhook == null || trigger.settings().webhook().equals(webhook))
        .toList();
  }

  @Override
  public Trigger get(UUID uuid) {
    return found(triggers.get(uuid), uuid.toString());
  }

  @Override
  public CompletableFuture<Trigger> create(
      StreamId stream, StartingPosition startingPosition, TriggerSettings settings) {
    return future(
        () -> {
          check(settings);
          if (!list(stream, settings.webhook()).isEmpty()) {
            throw new ResourceInUseException("The trigger exists");
          }
          Trigger trigger = trigger(UUID.randomUUID(), stream, startingPosition, settings);
          triggers.put(trigger.uuid(), in(trigger, TriggerState.ENABLED));
          return trigger;
        });
  }

  @Override
  public CompletableFuture<Trigger> update(UUID uuid, UnaryOperator<TriggerSettings> change) {
    return future(
        () -> {
          Trigger before = get(uuid);
          TriggerSettings settings = change.apply(before.settings());
          check(settings);
          Trigger after = trigger(uuid, before.stream(), before.startingPosition(), settings);
          triggers.put(
              uuid, in(after, settings.enabled() ? TriggerState.ENABLED : TriggerState.DISABLED));
          return in(after, TriggerState.UPDATING);
        });
  }

  @Override
  public CompletableFuture<Trigger> delete(UUID uuid) {
    return future(() -> in(found(triggers.remove(uuid), uuid.toString()), TriggerState.DELETING));
  }

  @Override
  public CompletableFuture<Trigger> replay(UUID uuid, ReplayPosition position) {
    return future(
        () -> {
          replays.add(position);
          return get(uuid);
        });
  }

  @Override
  public List<DeliveryReport> deliveries(UUID uuid) {
    get(uuid);
    return List.of(
        new DeliveryReport(
            "msg_1", 2, 1_700_000_000_000L, 35, "100000000000000000042", 3, 200, true, "200"));
  }

  @Override
  public TriggerMetrics metrics(UUID uuid) {
    get(uuid);
    return new TriggerMetrics(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Override
  public DeadLetterPage deadLetters(UUID uuid, @Nullable SequenceNumber exclusiveStart, int limit) {
    get(uuid);
    List<DeadLetter> rest = new ArrayList<>(deadLetters.values());
    rest.removeIf(
        letter ->
            exclusiveStart != null
                && letter.record().sequenceNumber().compareTo(exclusiveStart) <= 0);
    List<DeadLetter> page = rest.subList(0, Math.min(limit, rest.size()));
    SequenceNumber last =
        page.size() < rest.size() ? page.getLast().record().sequenceNumber() : null;
    return new DeadLetterPage(page, last);
  }

  @Override
  public DeadLetter deadLetter(UUID uuid, SequenceNumber sequenceNumber) {
    get(uuid);
    return found(deadLetters.get(sequenceNumber), sequenceNumber.toString());
  }

  @Override
  public CompletableFuture<Integer> replayDeadLetters(
      UUID uuid, @Nullable SequenceNumber sequenceNumber) {
    return purgeDeadLetters(uuid, sequenceNumber);
  }

  @Override
  public CompletableFuture<Integer> purgeDeadLetters(
      UUID uuid, @Nullable SequenceNumber sequenceNumber) {
    return future(
        () -> {
          get(uuid);
          int before = deadLetters.size();
          deadLetters.keySet().removeIf(n -> sequenceNumber == null || n.equals(sequenceNumber));
          return before - deadLetters.size();
        });
  }

  @Override
  public void close() {}

  private void check(TriggerSettings settings) {
    webhook(settings.webhook());
    filters.compile(settings.filterPatterns());
  }

  private static Trigger trigger(
      UUID uuid, StreamId stream, StartingPosition position, TriggerSettings settings) {
    return new Trigger(
        uuid,
        stream,
        position,
        settings,
        TriggerState.CREATING,
        "User action",
        1_700_000_000_500L,
        "No records processed");
  }

  private static Trigger in(Trigger trigger, TriggerState state) {
    return new Trigger(
        trigger.uuid(),
        trigger.stream(),
        trigger.startingPosition(),
        trigger.settings(),
        state,
        trigger.stateTransitionReason(),
        trigger.lastModifiedMs(),
        trigger.lastProcessingResult());
  }

  private static <T> T found(@Nullable T value, String name) {
    if (value == null) {
      throw new ResourceNotFoundException("There is no " + name);
    }
    return value;
  }

  private static <T> CompletableFuture<T> future(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(work.get());
    } catch (DynamoDbException | NoSuchElementException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
