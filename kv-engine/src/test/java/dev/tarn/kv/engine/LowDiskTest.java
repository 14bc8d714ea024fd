package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.StoreOptions;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.PartitionMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of which the test says how much is free, and 1,000 bytes are to be left. */
final class LowDiskTest {
  private static final long RESERVED_BYTES = 1_000;

  private final AtomicLong freeBytes = new AtomicLong(RESERVED_BYTES);
  private final HeapLog log = new HeapLog();
  @TempDir private Path directory;
  private DiskReserve reserve;
  private Engine engine;
  private TableDefinition table;

  @BeforeEach
  void open() throws IOException {
    reserve = new DiskReserve(freeBytes::get, RESERVED_BYTES);
    engine =
        Engine.open(
            new EngineOptions(
                    directory, new PartitionMap(2), StoreOptions.DURABLE, InstantSource.system())
                .withReserve(reserve),
            log);
    table = create();
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
  }

  @Test
  void refusesWritesAndSaysWhy() {
    assertThat(put("a")).isNull();
    fill();
    assertThat(put("b"))
        .isInstanceOf(InternalServerError.class)
        .hasMessageContaining("The disk is nearly full");
    assertThat(engine.get(key("b"))).isNull();
    assertThat(log.durable()).hasSize(2);
  }

  @Test
  void readsGoOn() {
    assertThat(put("a")).isNull();
    fill();
    assertThat(engine.get(key("a"))).isEqualTo(item("a"));
    CompletableFuture<@Nullable List<@Nullable EncodedItem>> snapshot = new CompletableFuture<>();
    engine.snapshot(List.of(key("a")), (items, error) -> snapshot.complete(items));
    assertThat(snapshot.join()).containsExactly(item("a"));
  }

  @Test
  void writesGoOnOnceThereIsRoomAndNotMuchSooner() {
    fill();
    freeBytes.set(RESERVED_BYTES);
    for (int i = 0; i < 3; i++) {
      letTheEngineLook();
      assertThat(reserve.isLow()).isTrue();
    }
    freeBytes.set(2 * RESERVED_BYTES);
    await(() -> !reserve.isLow());
    assertThat(put("b")).isNull();
    assertThat(engine.get(key("b"))).isEqualTo(item("b"));
  }

  @Test
  void aReserveOfNothingIsNeverLow() {
    DiskReserve none = new DiskReserve(() -> 0, 0);
    none.lookAgain();
    assertThat(none.isLow()).isFalse();
  }

  @Test
  void aDiskThatCannotBeAskedIsTakenToBeAsBefore() {
    DiskReserve unknown =
        new DiskReserve(
            () -> {
              throw new IOException("no such disk");
            },
            RESERVED_BYTES);
    assertThat(unknown.isLow()).isFalse();
  }

  @Test
  void aTenthOfARealDiskAtMost() throws IOException {
    assertThat(DiskReserve.on(directory).reservedBytes()).isBetween(1L, DiskReserve.DEFAULT_BYTES);
    assertThat(DiskReserve.on(directory, Long.MAX_VALUE / 2).isLow()).isTrue();
  }

  private void fill() {
    freeBytes.set(RESERVED_BYTES - 1);
    await(() -> reserve.isLow());
  }

  /** A checkpoint takes a way through the committer, which looks. */
  private void letTheEngineLook() {
    CompletableFuture<Boolean> looked = new CompletableFuture<>();
    engine.snapshot(List.of(), (items, error) -> looked.complete(true));
    looked.join();
    reserve.lookAgain();
  }

  private TableDefinition create() {
    CompletableFuture<@Nullable TableDefinition> created = new CompletableFuture<>();
    engine.write(
        new TableWrite.Create(
            new TableName("t"),
            new KeySchema(new KeyAttribute("pk", AttributeType.S), null),
            BillingMode.PAY_PER_REQUEST,
            ProvisionedThroughput.NONE,
            false,
            null,
            List.of()),
        (after, error) -> created.complete(after));
    return Objects.requireNonNull(created.join());
  }

  private @Nullable DynamoDbException put(String pk) {
    CompletableFuture<List<WriteResult>> done = new CompletableFuture<>();
    engine.write(List.of(new ItemWrite.Put(table, key(pk), item(pk), null, false)), done::complete);
    return done.join().getFirst().error();
  }

  private StoreKey key(String pk) {
    return new PrimaryKey(new S(pk), null).storeKey(table.number());
  }

  private static EncodedItem item(String pk) {
    return EncodedItem.of(new Item(Map.of("pk", new S(pk))));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
