package dev.tarn.kv.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.store.StoreOptions;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.StreamDefinition.ShardGeneration;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.PartitionMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of which the shards are open for four hours, by a clock that only the test drives. */
final class RolloverTest {
  private static final KeySchema SCHEMA =
      new KeySchema(new KeyAttribute("pk", AttributeType.S), null);
  private static final long FOUR_HOURS_MS = Duration.ofHours(4).toMillis();

  private final HeapLog log = new HeapLog();
  private final AtomicLong nowMs = new AtomicLong(1_700_000_000_000L);
  private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs.get());
  @TempDir private Path directory;
  private Engine engine;

  @BeforeEach
  void open() throws IOException {
    engine =
        Engine.open(
            new EngineOptions(directory, new PartitionMap(4), StoreOptions.DURABLE, clock), log);
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
  }

  @Test
  void closesParentsAndOpensChildrenInOneCommit() {
    create("t", StreamViewType.KEYS_ONLY);
    nowMs.addAndGet(1000);
    StreamDefinition before = stream("t");
    assertThat(change(new TableWrite.RollOver(new TableName("t")))).isNull();
    Commit commit = log.durable().getLast();
    assertThat(commit.changes()).hasSize(1);
    assertThat(stream("t").generations())
        .containsExactly(
            before.generations().getFirst(),
            new ShardGeneration(nowMs.get(), commit.lastSequenceNumber() + 1));
  }

  @Test
  void rollsOverByTheClock() {
    create("due", StreamViewType.KEYS_ONLY);
    nowMs.addAndGet(1);
    create("later", StreamViewType.KEYS_ONLY);
    create("none", null);
    nowMs.addAndGet(FOUR_HOURS_MS - 1);
    await(() -> stream("due").generations().size() == 2);
    assertThat(stream("later").generations()).hasSize(1);
    assertThat(stream("due").shardsOpenedMs()).isEqualTo(nowMs.get());
    nowMs.addAndGet(1);
    await(() -> stream("later").generations().size() == 2);
  }

  @Test
  void staysRolledOverAfterARestart() throws IOException {
    create("t", StreamViewType.KEYS_ONLY);
    assertThat(change(new TableWrite.RollOver(new TableName("t")))).isNull();
    StreamDefinition before = stream("t");
    engine.close();
    open();
    assertThat(stream("t")).isEqualTo(before);
  }

  @Test
  void twoRolloversOfOneMomentHaveShardsOfTwo() {
    create("t", StreamViewType.KEYS_ONLY);
    for (int i = 0; i < 3; i++) {
      assertThat(change(new TableWrite.RollOver(new TableName("t")))).isNull();
    }
    assertThat(stream("t").generations())
        .extracting(ShardGeneration::openedMs)
        .containsExactly(nowMs.get(), nowMs.get() + 1, nowMs.get() + 2, nowMs.get() + 3);
  }

  @Test
  void rollsOverManyTablesThatAreDueTogether() {
    int tables = 2 * Rollovers.MAX_STREAMS_AT_ONCE + 1;
    for (int i = 0; i < tables; i++) {
      create("t" + i, StreamViewType.KEYS_ONLY);
    }
    nowMs.addAndGet(FOUR_HOURS_MS);
    await(() -> rolledOver() == tables);
    assertThat(log.durable().stream().map(Commit::changes).mapToInt(List::size).max()).hasValue(1);
  }

  @Test
  void rollsOverAllWhenAsked() {
    create("a", StreamViewType.KEYS_ONLY);
    create("b", StreamViewType.NEW_IMAGE);
    create("none", null);
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    engine.rollOverAll(() -> done.complete(true));
    done.join();
    assertThat(rolledOver()).isEqualTo(2);
  }

  @Test
  void forgetsShardsThatHaveNothingToReadButTheNamesOfParents() {
    create("t", StreamViewType.KEYS_ONLY);
    for (int hours = 0; hours < 48; hours += 4) {
      nowMs.addAndGet(FOUR_HOURS_MS);
      long openedMs = nowMs.get();
      await(() -> stream("t").shardsOpenedMs() == openedMs);
    }
    // Seven that were closed within 24 hours, the one that the oldest of them names, the open one.
    assertThat(stream("t").generations()).hasSize(9);
  }

  @Test
  void aStreamThatIsFullStaysAsItIs() {
    create("t", StreamViewType.KEYS_ONLY);
    for (int i = 1; i < StreamDefinition.MAX_GENERATIONS; i++) {
      assertThat(change(new TableWrite.RollOver(new TableName("t")))).isNull();
    }
    assertThat(change(new TableWrite.RollOver(new TableName("t"))))
        .isInstanceOf(ValidationException.class);
    assertThat(stream("t").generations()).hasSize(StreamDefinition.MAX_GENERATIONS);
    nowMs.addAndGet(Duration.ofHours(25).toMillis());
    await(() -> stream("t").generations().size() == 3);
  }

  @Test
  void refusesATableWithoutAnEnabledStream() {
    create("t", null);
    assertThat(change(new TableWrite.RollOver(new TableName("t"))))
        .isInstanceOf(ValidationException.class);
    assertThat(change(new TableWrite.RollOver(new TableName("missing"))))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void noChangeIsOfTwoGenerations() {
    create("t", StreamViewType.KEYS_ONLY);
    for (int i = 0; i < 20; i++) {
      engine.rollOverAll(() -> {});
    }
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    engine.rollOverAll(() -> done.complete(true));
    done.join();
    for (Commit commit : log.durable()) {
      for (Change change : commit.changes()) {
        assertThat(change.key().table()).isEqualTo(SystemTable.TABLES.number());
      }
    }
    assertThat(stream("t").generations())
        .extracting(ShardGeneration::startSequenceNumber)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private long rolledOver() {
    return engine.catalog().tables().values().stream()
        .filter(table -> table.hasEnabledStream())
        .filter(table -> table.streams().getLast().generations().size() == 2)
        .count();
  }

  private StreamDefinition stream(String name) {
    TableDefinition table = requireNonNull(engine.catalog().table(new TableName(name)));
    return table.streams().getLast();
  }

  private void create(String name, @Nullable StreamViewType viewType) {
    DynamoDbException error =
        change(
            new TableWrite.Create(
                new TableName(name),
                SCHEMA,
                BillingMode.PAY_PER_REQUEST,
                ProvisionedThroughput.NONE,
                false,
                viewType,
                List.of()));
    assertThat(error).isNull();
  }

  private @Nullable DynamoDbException change(TableWrite write) {
    CompletableFuture<@Nullable DynamoDbException> done = new CompletableFuture<>();
    engine.write(write, (after, error) -> done.complete(error));
    return done.join();
  }

  /** Waits for the engine's housekeeping, within the patience of whoever runs the test. */
  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
