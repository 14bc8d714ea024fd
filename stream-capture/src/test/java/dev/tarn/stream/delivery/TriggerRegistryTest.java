package dev.tarn.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.EngineOptions;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.store.StoreOptions;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.stream.log.Durability;
import dev.tarn.stream.log.LogOptions;
import dev.tarn.stream.log.SegmentedLog;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.shard.TableCatalog;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.StartingPosition;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.TriggerSettings;
import dev.tarn.stream.trigger.TriggerState;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triggers on a real engine and log, to a receiver in this process. */
final class TriggerRegistryTest {
  private static final KeySchema SCHEMA =
      new KeySchema(new KeyAttribute("id", AttributeType.S), null);
  private static final PartitionMap PARTITIONS = new PartitionMap(4);
  private static final StreamId NO_STREAM = new StreamId(new TableName("none"), "label");

  @TempDir Path directory;
  private final Set<String> received = ConcurrentHashMap.newKeySet();
  private volatile Outcome answer = new Outcome.Succeeded(200, null);
  private Engine engine;
  private SegmentedLog log;
  private TriggerRegistry triggers;
  private TableDefinition table;
  private StreamId stream;

  @BeforeEach
  void begin() throws IOException {
    open();
    CompletableFuture<TableDefinition> created = new CompletableFuture<>();
    engine.write(
        new TableWrite.Create(
            new TableName("notes"),
            SCHEMA,
            BillingMode.PAY_PER_REQUEST,
            ProvisionedThroughput.NONE,
            false,
            StreamViewType.NEW_AND_OLD_IMAGES,
            List.of()),
        (after, error) -> created.complete(after));
    table = created.join();
    stream = new StreamId(table.name(), Objects.requireNonNull(table.latestStream()).label());
    Webhook unused = triggers.createWebhook(webhook("hook")).join();
  }

  @AfterEach
  void close() throws IOException {
    triggers.close();
    engine.close();
  }

  @Test
  void deliversWhatIsWrittenAcrossRestarts() throws IOException {
    UUID uuid = create(TriggerSettings.of("hook")).uuid();
    for (int restart = 0; restart < 3; restart++) {
      putAll(restart * 100, 100);
      if (restart % 2 == 0) {
        int expected = restart * 100 + 100;
        await(() -> received.size() == expected);
      }
      close();
      open();
      assertThat(triggers.get(uuid).settings()).isEqualTo(TriggerSettings.of("hook"));
      assertThat(triggers.webhook("hook")).isEqualTo(webhook("hook"));
    }
    await(() -> received.size() == 300);
  }

  @Test
  void beginsWithWhatIsKeptOrWithWhatFollows() {
    putAll(0, 10);
    Trigger latest =
        triggers.create(stream, StartingPosition.LATEST, TriggerSettings.of("hook")).join();
    putAll(10, 10);
    await(() -> received.size() == 10);
    Trigger unused = triggers.delete(latest.uuid()).join();
    Trigger horizon = create(TriggerSettings.of("hook"));
    await(() -> received.size() == 20);
    assertThat(triggers.list(stream, "hook"))
        .extracting(Trigger::uuid)
        .containsExactly(horizon.uuid());
  }

  @Test
  void disablesATriggerWhoseReceiverIsGone() {
    answer = new Outcome.Gone(410, "410 Gone");
    UUID uuid = create(TriggerSettings.of("hook")).uuid();
    putAll(0, 1);
    await(() -> triggers.get(uuid).state() == TriggerState.DISABLED);
    assertThat(triggers.get(uuid).stateTransitionReason()).contains("410 Gone");
    answer = new Outcome.Succeeded(200, null);
    Trigger unused = triggers.resume(uuid).join();
    await(() -> received.size() == 1);
  }

  @Test
  void keepsDeadLettersUntilTheyAreReplayedOrPurged() throws IOException {
    answer = new Outcome.Failed(500, "500");
    FailurePolicy policy = new FailurePolicy(0, -1, false, false, null);
    UUID uuid = create(TriggerSettings.of("hook").withFailures(policy)).uuid();
    putAll(0, 5);
    await(() -> triggers.deadLetters(uuid, null, 100).letters().size() == 5);
    close();
    open();
    assertThat(triggers.replayDeadLetters(uuid, null).join()).isZero();
    answer = new Outcome.Succeeded(200, null);
    var first = triggers.deadLetters(uuid, null, 1);
    var sequenceNumber = first.letters().getFirst().record().sequenceNumber();
    assertThat(triggers.replayDeadLetters(uuid, sequenceNumber).join()).isEqualTo(1);
    assertThat(received).hasSize(1);
    assertThat(triggers.deadLetters(uuid, first.lastEvaluated(), 100).letters()).hasSize(4);
    assertThat(triggers.replayDeadLetters(uuid, null).join()).isEqualTo(4);
    assertThat(received).hasSize(5);
    assertThat(triggers.deadLetters(uuid, null, 100).letters()).isEmpty();
    assertThat(triggers.purgeDeadLetters(uuid, null).join()).isZero();
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    UUID uuid = create(TriggerSettings.of("hook")).uuid();
    assertFails(triggers.createWebhook(webhook("hook")), ResourceInUseException.class);
    assertFails(triggers.deleteWebhook("hook"), ResourceInUseException.class);
    assertFails(triggers.deleteWebhook("none"), ResourceNotFoundException.class);
    assertFails(
        triggers.create(stream, StartingPosition.LATEST, TriggerSettings.of("hook")),
        ResourceInUseException.class);
    assertFails(
        triggers.create(stream, StartingPosition.LATEST, TriggerSettings.of("none")),
        ResourceNotFoundException.class);
    assertFails(
        triggers.create(NO_STREAM, StartingPosition.LATEST, TriggerSettings.of("hook")),
        ResourceNotFoundException.class);
    assertFails(
        triggers.update(uuid, settings -> settings.withWebhook("none")),
        ResourceNotFoundException.class);
    assertFails(triggers.delete(new UUID(0, 0)), ResourceNotFoundException.class);
    assertThatThrownBy(() -> triggers.get(new UUID(0, 0)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void holdsTheLogBackForATriggerThatWantsIt() {
    assertThat(triggers.neededSequenceNumber()).isEqualTo(Long.MAX_VALUE);
    answer = new Outcome.Failed(500, "500");
    UUID uuid = create(TriggerSettings.of("hook").withRetainUntilDelivered(true)).uuid();
    putAll(0, 10);
    await(() -> triggers.metrics(uuid).failures() > 0);
    long needed = triggers.neededSequenceNumber();
    assertThat(needed).isLessThan(engine.visibleSequenceNumber());
    answer = new Outcome.Succeeded(200, null);
    await(() -> triggers.neededSequenceNumber() > needed + 9);
  }

  private void open() throws IOException {
    log =
        SegmentedLog.open(
            directory.resolve("log"),
            LogOptions.DEFAULT.withDurability(Durability.OS),
            InstantSource.system());
    engine =
        Engine.open(
            new EngineOptions(
                directory, PARTITIONS, StoreOptions.THROWN_AWAY, InstantSource.system()),
            log);
    triggers =
        TriggerRegistry.start(
            engine,
            log,
            new Tables(engine),
            PARTITIONS,
            delivery -> {
              Outcome now = answer;
              if (now instanceof Outcome.Succeeded) {
                delivery.records().forEach(this::receive);
              }
              return CompletableFuture.completedFuture(now);
            },
            patterns -> record -> true,
            InstantSource.system(),
            TriggerOptions.DEFAULT);
  }

  private void receive(StreamRecord record) {
    received.add(record.keys().toString());
  }

  private Trigger create(TriggerSettings settings) {
    return triggers.create(stream, StartingPosition.TRIM_HORIZON, settings).join();
  }

  private void putAll(int first, int count) {
    List<ItemWrite> writes = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      Item item =
          new Item(Map.of("id", new S("id" + i), "n", new N(Decimal.parse(Integer.toString(i)))));
      writes.add(
          new ItemWrite.Put(
              table,
              PrimaryKey.ofItem(SCHEMA, item).storeKey(table.number()),
              EncodedItem.of(item),
              null,
              false));
    }
    CompletableFuture<Object> done = new CompletableFuture<>();
    engine.write(writes, done::complete);
    Object unused = done.join();
  }

  private static Webhook webhook(String name) {
    return new Webhook(
        name,
        URI.create("http://localhost:1/" + name),
        List.of(new WebhookSecret("whsec_" + "A".repeat(32))),
        5,
        PayloadFormat.LAMBDA_EVENT);
  }

  private static void assertFails(CompletableFuture<?> future, Class<?> error) {
    assertThat(future.handle((value, thrown) -> thrown).join()).isInstanceOf(error);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private record Tables(Engine engine) implements TableCatalog {
    @Override
    public Collection<TableDefinition> tables() {
      return engine.catalog().tables().values();
    }
  }
}
