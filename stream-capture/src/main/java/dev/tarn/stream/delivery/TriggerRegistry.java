package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.engine.SystemWrite;
import dev.tarn.kv.error.DynamoDbException.LimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
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
import java.time.Duration;
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
  /** How often dead letters that are too old are looked for. */
  private static final long SWEEP_INTERVAL_MS = Duration.ofHours(1).toMillis();

  private final NavigableMap<String, Webhook> webhooks = new ConcurrentSkipListMap<>();
  private final NavigableMap<UUID, TriggerRun> runs = new ConcurrentSkipListMap<>();
  private final Errands errands = new Errands();
  private final Ports ports;
  private final TriggerOptions options;
  private final DeadLetterQueue deadLetters;
  private final Pulse pulse;
  private long sweptMs;

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
    this.ports =
        new Ports(
            changes,
            tables,
            partitions,
            items,
            sender,
            filters,
            webhooks::get,
            clock,
            new Random(),
            options);
    this.deadLetters = new DeadLetterQueue(items, options);
    this.pulse = new Pulse(changes::visibleSequenceNumber, this::wakeAll, this::sweepIfDue);
    this.sweptMs = clock.millis();
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
    return List.copyOf(webhooks.values());
  }

  @Override
  public Webhook webhook(String name) {
    Webhook webhook = webhooks.get(name);
    if (webhook == null) {
      throw new ResourceNotFoundException("Webhook not found: " + name);
    }
    return webhook;
  }

  @Override
  public CompletableFuture<Webhook> createWebhook(Webhook webhook) {
    return errands.inOrder(
        () -> {
          if (webhooks.containsKey(webhook.name())) {
            throw new ResourceInUseException("Webhook already exists: " + webhook.name());
          }
          if (webhooks.size() >= options.maxWebhooks()) {
            throw new LimitExceededException("There are " + webhooks.size() + " webhooks already");
          }
          return store(webhook);
        });
  }

  @Override
  public CompletableFuture<Webhook> updateWebhook(String name, UnaryOperator<Webhook> change) {
    return errands.inOrder(
        () -> {
          Webhook changed = change.apply(webhook(name));
          if (!changed.name().equals(name)) {
            throw new IllegalArgumentException("a webhook's name stays");
          }
          return store(changed);
        });
  }

  @Override
  public CompletableFuture<Webhook> deleteWebhook(String name) {
    return errands.inOrder(
        () -> {
          Webhook webhook = webhook(name);
          for (TriggerRun run : runs.values()) {
            TriggerSettings settings = run.definition().settings();
            if (settings.webhook().equals(name) || name.equals(settings.failures().onFailure())) {
              throw new ResourceInUseException(
                  "Webhook is used by the trigger " + run.definition().uuid() + ": " + name);
            }
          }
          write(StoredWebhook.key(name), null);
          webhooks.remove(name);
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
          write(definition.key(), definition.encode());
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
          write(run.definition().key(), null);
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
    return deadLetters.page(
        run(uuid).definition().uuid(), exclusiveStart == null ? 0 : exclusiveStart.value(), limit);
  }

  @Override
  public DeadLetter deadLetter(UUID uuid, SequenceNumber sequenceNumber) {
    DeadLetter letter = deadLetters.get(run(uuid).definition().uuid(), sequenceNumber);
    if (letter == null) {
      throw new ResourceNotFoundException("Dead letter not found: " + sequenceNumber);
    }
    return letter;
  }

  @Override
  public CompletableFuture<Integer> replayDeadLetters(
      UUID uuid, @Nullable SequenceNumber sequenceNumber) {
    return Errands.aside(
        () -> {
          DeadLetterReplay replay = new DeadLetterReplay(ports, deadLetters, run(uuid));
          return sequenceNumber == null
              ? replay.all()
              : replay.one(deadLetter(uuid, sequenceNumber));
        });
  }

  @Override
  public CompletableFuture<Integer> purgeDeadLetters(
      UUID uuid, @Nullable SequenceNumber sequenceNumber) {
    return Errands.aside(
        () -> {
          if (sequenceNumber == null) {
            return deadLetters.purge(run(uuid).definition().uuid());
          }
          DeadLetter letter = deadLetter(uuid, sequenceNumber);
          deadLetters.remove(uuid, List.of(letter)).join();
          return 1;
        });
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
    for (EncodedItem item : all(SystemTable.WEBHOOKS)) {
      Webhook webhook = StoredWebhook.decode(item);
      webhooks.put(webhook.name(), webhook);
    }
    for (EncodedItem item : all(SystemTable.TRIGGERS)) {
      TriggerRun unused = begin(TriggerDefinition.decode(item), false);
    }
  }

  /** The bounds on webhooks and triggers make this a few pages at most. */
  private List<EncodedItem> all(SystemTable table) {
    List<EncodedItem> items = new ArrayList<>();
    KeyRange rest = table.range();
    while (true) {
      List<EncodedItem> page = ports.items().read(rest, Integer.MAX_VALUE);
      if (page.isEmpty()) {
        return items;
      }
      items.addAll(page);
      EncodedItem last = page.getLast();
      StoreKey key =
          table == SystemTable.WEBHOOKS
              ? StoredWebhook.key(StoredWebhook.decode(last).name())
              : TriggerDefinition.decode(last).key();
      rest = rest.from(KeyRange.after(key));
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
    write(definition.key(), definition.encode());
    TriggerRun run = run(definition.uuid());
    run.configure(definition);
    return run.describe();
  }

  private Replaying startReplay(TriggerRun run, ReplayPosition position) {
    TriggerDefinition definition = run.definition().nextEpoch(ports.nowMs());
    write(definition.key(), definition.encode());
    return new Replaying(run, run.replay(definition, position));
  }

  private void check(UUID uuid, StreamId stream, TriggerSettings settings) {
    Webhook unusedWebhook = webhook(settings.webhook());
    String onFailure = settings.failures().onFailure();
    if (onFailure != null) {
      Webhook unusedOnFailure = webhook(onFailure);
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

  private Webhook store(Webhook webhook) {
    write(StoredWebhook.key(webhook.name()), StoredWebhook.encode(webhook));
    webhooks.put(webhook.name(), webhook);
    return webhook;
  }

  private void write(StoreKey key, @Nullable EncodedItem item) {
    ports.items().write(List.of(new SystemWrite(key, item))).join();
  }

  /** Removes what a deleted trigger has left. */
  private void forget(UUID uuid) {
    List<SystemWrite> checkpoints = new ArrayList<>();
    for (int partition = 0; partition < ports.partitions().partitions(); partition++) {
      checkpoints.add(new SystemWrite(Checkpoint.key(uuid, partition), null));
    }
    ports.items().write(checkpoints).join();
    int unused = deadLetters.purge(uuid);
  }

  private void sweepIfDue() {
    long nowMs = ports.nowMs();
    if (nowMs - sweptMs >= SWEEP_INTERVAL_MS) {
      sweptMs = nowMs;
      CompletableFuture<?> unused =
          Errands.aside(
              () -> {
                deadLetters.sweep(runs::containsKey, nowMs);
                return 0;
              });
    }
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
