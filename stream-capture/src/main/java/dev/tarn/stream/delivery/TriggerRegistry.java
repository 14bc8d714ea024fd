package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.engine.SystemWrite;
import dev.tarn.kv.error.DynamoDbException.LimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.stream.log.SegmentedLog;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.shard.TableCatalog;
import dev.tarn.stream.shard.TableStream;
import dev.tarn.stream.trigger.DeadLetter;
import dev.tarn.stream.trigger.DeadLetterPage;
import dev.tarn.stream.trigger.DeliveryReport;
import dev.tarn.stream.trigger.RecordFilters;
import dev.tarn.stream.trigger.ReplayPosition;
import dev.tarn.stream.trigger.StartingPosition;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.TriggerMetrics;
import dev.tarn.stream.trigger.TriggerSettings;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSender;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The triggers of a server, kept in its system tables and run in its process. Changes happen one
 * after another, each durable before it takes effect.
 */
public final class TriggerRegistry implements Triggers {
  private final Webhooks webhooks;
  private final NavigableMap<UUID, TriggerRun> runs = new ConcurrentSkipListMap<>();
  private final Errands errands = new Errands();
  private final Ports ports;
  private final TriggerOptions options;
  private final DeadLetters deadLetters;
  private final Pulse pulse;

  private TriggerRegistry(
      ChangeSource changes,
      TableCatalog tables,
      PartitionMap partitions,
      SystemItems items,
      WebhookSender sender,
      RecordFilters filters,
      InstantSource clock,
      TriggerOptions options) {
    this.options = options;
    this.webhooks = new Webhooks(items, options.maxWebhooks());
    this.ports =
        new Ports(
            changes,
            tables,
            partitions,
            items,
            sender,
            filters,
            webhooks::find,
            clock,
            new Random(),
            options);
    this.deadLetters = new DeadLetters(ports);
    this.pulse =
        new Pulse(
            changes::visibleSequenceNumber,
            this::wakeAll,
            () -> deadLetters.sweepIfDue(runs::containsKey));
  }

  /**
   * Lets the triggers of a server go on from where they were.
   *
   * @param engine where everything about triggers is kept; closed after this
   * @param log what triggers follow; from here on, this decides how far it is held back
   * @param tables the tables, with those deleted lately
   */
  public static TriggerRegistry start(
      Engine engine,
      SegmentedLog log,
      TableCatalog tables,
      PartitionMap partitions,
      WebhookSender sender,
      RecordFilters filters,
      InstantSource clock,
      TriggerOptions options) {
    ChangeSource changes = ChangeSource.of(log.reader(), engine::visibleSequenceNumber);
    TriggerRegistry registry =
        new TriggerRegistry(
            changes, tables, partitions, new EngineItems(engine), sender, filters, clock, options);
    registry.load();
    log.hold(registry::neededSequenceNumber);
    engine.onVisible(registry.pulse::signal);
    Thread unused = Thread.ofVirtual().name("tarn-trigger-pulse").start(registry.pulse);
    return registry;
  }

  /** The first sequence number that a trigger wants kept whatever its age. */
  long neededSequenceNumber() {
    return runs.values().stream()
        .filter(run -> run.definition().settings().retainUntilDelivered())
        .mapToLong(TriggerRun::needed)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Has everything looked at anew: for when the clock was moved. */
  public void wakeAll() {
    runs.values().forEach(run -> run.mailbox().wake());
  }

  @Override
  public List<Webhook> webhooks() {
    return webhooks.all();
  }

  @Override
  public Webhook webhook(String name) {
    return webhooks.get(name);
  }

  @Override
  public CompletableFuture<Webhook> createWebhook(Webhook webhook) {
    return errands.inOrder(() -> webhooks.create(webhook));
  }

  @Override
  public CompletableFuture<Webhook> updateWebhook(String name, UnaryOperator<Webhook> change) {
    return errands.inOrder(() -> webhooks.update(name, change));
  }

  @Override
  public CompletableFuture<Webhook> deleteWebhook(String name) {
    return errands.inOrder(
        () -> {
          Webhook webhook = webhooks.get(name);
          requireUnused(name);
          webhooks.delete(webhook);
          return webhook;
        });
  }

  @Override
  public List<Trigger> list(@Nullable StreamId stream, @Nullable String webhook) {
    return runs.values().stream()
        .map(TriggerRun::describe)
        .filter(trigger -> stream == null || trigger.stream().equals(stream))
        .filter(trigger -> webhook == null || trigger.settings().webhook().equals(webhook))
        .toList();
  }

  @Override
  public Trigger get(UUID uuid) {
    return run(uuid).describe();
  }

  @Override
  public CompletableFuture<Trigger> create(
      StreamId stream, StartingPosition startingPosition, TriggerSettings settings) {
    return errands.inOrder(
        () -> {
          if (runs.size() >= options.maxTriggers()) {
            throw new LimitExceededException("There are " + runs.size() + " triggers already");
          }
          TableStream followed = FollowedStream.find(ports.tables(), stream);
          if (followed == null) {
            throw new ResourceNotFoundException("Stream not found: " + stream.table());
          }
          UUID uuid = UUID.randomUUID();
          check(uuid, stream, settings);
          boolean latest = startingPosition == StartingPosition.LATEST;
          TriggerDefinition definition =
              new TriggerDefinition(
                  uuid,
                  stream,
                  followed.table().number(),
                  startingPosition,
                  latest ? ports.changes().visibleSequenceNumber() + 1 : 0,
                  settings,
                  TriggerDefinition.BY_USER,
                  ports.nowMs(),
                  0);
          store(definition);
          return begin(definition, true).describe();
        });
  }

  @Override
  public CompletableFuture<Trigger> update(UUID uuid, UnaryOperator<TriggerSettings> change) {
    return errands.inOrder(
        () -> {
          TriggerDefinition before = run(uuid).definition();
          TriggerSettings settings = change.apply(before.settings());
          check(uuid, before.stream(), settings);
          return configure(before.with(settings, TriggerDefinition.BY_USER, ports.nowMs()));
        });
  }

  @Override
  public CompletableFuture<Trigger> delete(UUID uuid) {
    return errands.inOrder(
        () -> {
          TriggerRun run = run(uuid);
          ports.items().store(run.definition().key(), null);
          runs.remove(uuid);
          CompletableFuture<Void> unused =
              run.stop().thenRunAsync(() -> forget(uuid), Thread::startVirtualThread);
          return run.deleting();
        });
  }

  @Override
  public CompletableFuture<Trigger> replay(UUID uuid, ReplayPosition position) {
    return Errands.aside(
        () -> {
          Replaying replaying = errands.inOrder(() -> startReplay(run(uuid), position)).join();
          replaying.done().join();
          return replaying.run().describe();
        });
  }

  @Override
  public List<DeliveryReport> deliveries(UUID uuid) {
    return run(uuid).standing().reports();
  }

  @Override
  public TriggerMetrics metrics(UUID uuid) {
    return run(uuid).standing().metrics(ports.nowMs());
  }

  @Override
  public DeadLetterPage deadLetters(UUID uuid, @Nullable SequenceNumber exclusiveStart, int limit) {
    return deadLetters.page(known(uuid), exclusiveStart, limit);
  }

  @Override
  public DeadLetter deadLetter(UUID uuid, SequenceNumber sequenceNumber) {
    return deadLetters.get(known(uuid), sequenceNumber);
  }

  @Override
  public CompletableFuture<Integer> replayDeadLetters(
      UUID uuid, @Nullable SequenceNumber sequenceNumber) {
    return Errands.aside(() -> deadLetters.replay(run(uuid), sequenceNumber));
  }

  @Override
  public CompletableFuture<Integer> purgeDeadLetters(
      UUID uuid, @Nullable SequenceNumber sequenceNumber) {
    return Errands.aside(() -> deadLetters.purge(known(uuid), sequenceNumber));
  }

  @Override
  public void close() {
    errands.close();
    pulse.stop();
    CompletableFuture<?>[] ends =
        runs.values().stream().map(TriggerRun::stop).toArray(CompletableFuture<?>[]::new);
    if (!Errands.await(CompletableFuture.allOf(ends), options.shutdownGrace())) {
      runs.values().forEach(TriggerRun::abandon);
      boolean unused = Errands.await(CompletableFuture.allOf(ends), options.shutdownGrace());
    }
  }

  private void load() {
    webhooks.load();
    for (EncodedItem item :
        ports.items().all(SystemTable.TRIGGERS, item -> TriggerDefinition.decode(item).key())) {
      TriggerRun unused = begin(TriggerDefinition.decode(item), false);
    }
  }

  private TriggerRun begin(TriggerDefinition definition, boolean isNew) {
    TriggerRun run = new TriggerRun(ports, definition, isNew, this::share, this::disable);
    runs.put(definition.uuid(), run);
    Thread unused = Thread.ofVirtual().name("tarn-trigger-" + definition.uuid()).start(run);
    return run;
  }

  /** What a trigger may read ahead. */
  private long share() {
    return options.readAheadBytes() / Math.max(1, runs.size());
  }

  /** The receiver wants nothing any more. */
  private void disable(UUID uuid, String why) {
    CompletableFuture<?> unused =
        errands.inOrder(
            () -> {
              TriggerDefinition before = run(uuid).definition();
              return configure(
                  before.with(before.settings().withEnabled(false), why, ports.nowMs()));
            });
  }

  private Trigger configure(TriggerDefinition definition) {
    store(definition);
    TriggerRun run = run(definition.uuid());
    run.configure(definition);
    return run.describe();
  }

  private Replaying startReplay(TriggerRun run, ReplayPosition position) {
    TriggerDefinition definition = run.definition().nextEpoch(ports.nowMs());
    store(definition);
    return new Replaying(run, run.replay(definition, position));
  }

  private void check(UUID uuid, StreamId stream, TriggerSettings settings) {
    Webhook unusedWebhook = webhooks.get(settings.webhook());
    String onFailure = settings.failures().onFailure();
    if (onFailure != null) {
      Webhook unusedOnFailure = webhooks.get(onFailure);
    }
    if (!settings.filterPatterns().isEmpty()) {
      var unusedFilter = ports.filters().compile(settings.filterPatterns());
    }
    for (TriggerRun run : runs.values()) {
      TriggerDefinition other = run.definition();
      if (!other.uuid().equals(uuid)
          && other.stream().equals(stream)
          && other.settings().webhook().equals(settings.webhook())) {
        throw new ResourceInUseException(
            "A trigger from this stream to this webhook exists: " + other.uuid());
      }
    }
  }

  private void requireUnused(String webhook) {
    for (TriggerRun run : runs.values()) {
      TriggerSettings settings = run.definition().settings();
      if (settings.webhook().equals(webhook) || webhook.equals(settings.failures().onFailure())) {
        throw new ResourceInUseException(
            "Webhook is used by the trigger " + run.definition().uuid() + ": " + webhook);
      }
    }
  }

  private void store(TriggerDefinition definition) {
    ports.items().store(definition.key(), definition.encode());
  }

  /** Removes what a deleted trigger has left. */
  private void forget(UUID uuid) {
    List<SystemWrite> checkpoints = new ArrayList<>();
    for (int partition = 0; partition < ports.partitions().partitions(); partition++) {
      checkpoints.add(new SystemWrite(Checkpoint.key(uuid, partition), null));
    }
    ports.items().write(checkpoints).join();
    int unused = deadLetters.purge(uuid, null);
  }

  /** The UUID, if it is a trigger's. */
  private UUID known(UUID uuid) {
    return run(uuid).definition().uuid();
  }

  private TriggerRun run(UUID uuid) {
    TriggerRun run = runs.get(uuid);
    if (run == null) {
      throw new ResourceNotFoundException("The resource you requested does not exist.");
    }
    return run;
  }

  /** A trigger that is being set to another position. */
  private record Replaying(TriggerRun run, CompletableFuture<Void> done) {}
}
