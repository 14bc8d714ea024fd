package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.StoreOptions;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.kv.table.TimeToLive;
import dev.tarn.partitioner.HashRange;
import dev.tarn.partitioner.PartitionMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table whose items expire by the attribute ttl, against a map of items, with a clock that only
 * the test moves.
 */
final class TimeToLiveModelTest {
  private static final long START_S = 1_700_000_000;
  private static final TableName NAME = new TableName("t");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Map<StoreKey, Item> model = new HashMap<>();
  private final AtomicLong nowS = new AtomicLong(START_S);
  private final InstantSource clock = () -> java.time.Instant.ofEpochSecond(nowS.get());
  private final HeapLog log = new HeapLog();
  @TempDir private Path directory;
  private Engine engine;

  @BeforeEach
  void createTable() throws IOException {
    engine = open();
    change(
        new TableWrite.Create(
            NAME,
            new KeySchema(new KeyAttribute("pk", AttributeType.S), null),
            BillingMode.PAY_PER_REQUEST,
            ProvisionedThroughput.NONE,
            false,
            null,
            List.of()));
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
  }

  @Test
  void whatHasExpiredGoesAndAllElseStaysThroughRandomWritesAndRestarts() throws IOException {
    change(new TableWrite.SwitchTimeToLive(NAME, "ttl", true));
    for (int round = 0; round < 6; round++) {
      writeSome(200);
      nowS.addAndGet(random.nextInt(20));
      if (random.nextBoolean()) {
        engine.close();
        engine = open();
      }
      model.values().removeIf(item -> expiryS(item) <= nowS.get());
      await(() -> scan().size() == model.size());
      assertThat(scan()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(model.values());
      assertAgreement();
    }
  }

  @Test
  void itemsThatWereThereBeforeGetTheirEntries() throws IOException {
    writeSome(1_000);
    change(new TableWrite.SwitchTimeToLive(NAME, "ttl", true));
    engine.close();
    engine = open();
    await(() -> Objects.requireNonNull(table().timeToLive()).complete());
    assertAgreement();
    assertThat(entries()).as("seed %d", seed).isEqualTo(model.size() - neverExpiring());
  }

  @Test
  void anotherAttributeMakesAnotherIndexAndLeavesNothingOfTheFirst() throws IOException {
    writeSome(100);
    change(new TableWrite.SwitchTimeToLive(NAME, "ttl", true));
    int first = timeToLive().number();
    change(new TableWrite.SwitchTimeToLive(NAME, "ttl", false));
    change(new TableWrite.SwitchTimeToLive(NAME, "other", true));
    assertThat(timeToLive().number()).isGreaterThan(first);
    await(() -> table().droppedNumbers().isEmpty());
    assertThat(count(KeyRange.ofHashes(first, HashRange.ALL))).isZero();
    nowS.addAndGet(1_000);
    await(() -> timeToLive().complete());
    assertAgreement();
    assertThat(scan()).as("seed %d", seed).hasSameSizeAs(model.values());
  }

  private void writeSome(int count) {
    for (int i = 0; i < count; i++) {
      String pk = "p" + random.nextInt(100);
      StoreKey key = new PrimaryKey(new S(pk), null).storeKey(table().number());
      if (random.nextInt(5) == 0) {
        write(new ItemWrite.Delete(table(), key, null, false));
        model.remove(key);
      } else {
        Item item = randomItem(pk);
        write(new ItemWrite.Put(table(), key, EncodedItem.of(item), null, false));
        model.put(key, item);
      }
    }
  }

  /** Expires within two minutes, or never: for want of the attribute, or of its type. */
  private Item randomItem(String pk) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    item.put("pk", new S(pk));
    switch (random.nextInt(6)) {
      case 0 -> item.put("ttl", new S("1"));
      case 1 -> item.put("none", new S("1"));
      default ->
          item.put(
              "ttl", new N(Decimal.parse(Long.toString(nowS.get() + 1 + random.nextInt(120)))));
    }
    return new Item(item);
  }

  private static long expiryS(Item item) {
    return item.get("ttl") instanceof N n
        ? n.value().toBigDecimal().longValueExact()
        : Long.MAX_VALUE;
  }

  private long neverExpiring() {
    return model.values().stream().filter(item -> expiryS(item) == Long.MAX_VALUE).count();
  }

  private void assertAgreement() throws IOException {
    engine.close();
    assertThat(ConsistencyCheck.run(options(), log, line -> {}).problems())
        .as("seed %d", seed)
        .isEmpty();
    engine = open();
  }

  private long entries() {
    return count(KeyRange.ofHashes(timeToLive().number(), HashRange.ALL));
  }

  private List<Item> scan() {
    List<Item> items = new ArrayList<>();
    page(KeyRange.ofHashes(table().number(), HashRange.ALL))
        .items()
        .forEach(item -> items.add(item.decode()));
    return items;
  }

  private long count(KeyRange range) {
    return page(range).items().size();
  }

  private PageRead page(KeyRange range) {
    PageRead page = engine.read(range, true, Integer.MAX_VALUE, null, true);
    page.advance(Integer.MAX_VALUE);
    return page;
  }

  private TableDefinition table() {
    return Objects.requireNonNull(engine.catalog().table(NAME));
  }

  private TimeToLive timeToLive() {
    return Objects.requireNonNull(table().timeToLive());
  }

  /** Waits for the engine's threads, within the patience of whoever runs the test. */
  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("seed %d: in time", seed).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private Engine open() throws IOException {
    return Engine.open(options(), log);
  }

  private EngineOptions options() {
    return new EngineOptions(
        directory,
        new PartitionMap(4),
        StoreOptions.DURABLE.withMemtableLimitBytes(16 << 10),
        clock);
  }

  private void change(TableWrite write) {
    CompletableFuture<@Nullable DynamoDbException> done = new CompletableFuture<>();
    engine.write(
        write,
        (@Nullable TableDefinition after, @Nullable DynamoDbException error) ->
            done.complete(error));
    assertThat(done.join()).isNull();
  }

  private void write(ItemWrite write) {
    CompletableFuture<List<WriteResult>> done = new CompletableFuture<>();
    engine.write(List.of(write), done::complete);
    assertThat(done.join().getFirst().error()).isNull();
  }
}
