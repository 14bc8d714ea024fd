package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.engine.TableWrite.CreateIndex;
import dev.tarn.kv.engine.TableWrite.DeleteIndex;
import dev.tarn.kv.engine.TableWrite.IndexWrite;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.item.ItemSize;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.StoreOptions;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexKeySchema;
import dev.tarn.kv.table.IndexProjection;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.IndexSpecification.Kind;
import dev.tarn.kv.table.IndexStatus;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.HashRange;
import dev.tarn.partitioner.PartitionMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table with the keys pk (S) and sk (N), a local index on pk and a, global ones on a and on (a,
 * b) and n: against a map of items, through random writes, restarts and kills.
 */
final class IndexModelTest {
  private static final KeyAttribute PK = new KeyAttribute("pk", AttributeType.S);
  private static final KeyAttribute SK = new KeyAttribute("sk", AttributeType.N);
  private static final KeyAttribute A = new KeyAttribute("a", AttributeType.S);
  private static final KeyAttribute B = new KeyAttribute("b", AttributeType.S);
  private static final KeyAttribute NUMBER = new KeyAttribute("n", AttributeType.N);
  private static final int PARTITIONS = 4;
  private static final KeySchema SCHEMA = new KeySchema(PK, SK);

  private static final IndexSpecification LOCAL =
      index("local", Kind.LOCAL, List.of(PK), List.of(A), IndexProjection.KEYS_ONLY);
  private static final IndexSpecification GLOBAL =
      index("global", Kind.GLOBAL, List.of(A), List.of(NUMBER), IndexProjection.ALL);
  private static final IndexSpecification WIDE =
      index(
          "wide",
          Kind.GLOBAL,
          List.of(A, B),
          List.of(NUMBER, B),
          new IndexProjection(IndexProjection.Type.INCLUDE, List.of("text")));

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Map<StoreKey, Item> model = new HashMap<>();
  private final HeapLog log = new HeapLog();
  @TempDir private Path directory;
  @TempDir private Path snapshots;
  private Engine engine;

  @BeforeEach
  void createTable() throws IOException {
    engine = open();
    change(
        new TableWrite.Create(
            new TableName("t"),
            SCHEMA,
            BillingMode.PAY_PER_REQUEST,
            ProvisionedThroughput.NONE,
            false,
            null,
            List.of(LOCAL, GLOBAL)));
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
  }

  @Test
  void indexesAgreeWithTheItemsThroughRandomWritesAndRestarts() throws IOException {
    for (int round = 0; round < 5; round++) {
      writeSome(300);
      assertAgreement();
      reopen(random.nextBoolean());
      assertAgreement();
    }
  }

  @Test
  void anIndexCreatedInTheMiddleGetsEveryItemThoughWritesGoOnAndTheServerRestarts()
      throws IOException {
    writeSome(1_000);
    update(new CreateIndex(WIDE));
    writeSome(100);
    reopen(true);
    writeSome(100);
    awaitActive("wide");
    assertAgreement();
    reopen(true);
    assertAgreement();
  }

  @Test
  void aDeletedIndexLeavesNothingBehindAndItsNumberIsNotUsedAgain() throws IOException {
    writeSome(200);
    int number = definition("global").number();
    update(new DeleteIndex("global"));
    while (table().index("global") != null) {
      Thread.onSpinWait();
    }
    assertThat(entries(number)).isEmpty();
    reopen(true);
    assertThat(entries(number)).isEmpty();
    update(new CreateIndex(GLOBAL));
    assertThat(definition("global").number()).isGreaterThan(number);
    awaitActive("global");
    assertAgreement();
  }

  private void writeSome(int count) {
    for (int i = 0; i < count; i++) {
      String pk = "p" + random.nextInt(20);
      int sk = random.nextInt(10);
      StoreKey key = new PrimaryKey(new S(pk), number(sk)).storeKey(table().number());
      if (random.nextInt(4) == 0) {
        write(new ItemWrite.Delete(table(), key, null, false));
        model.remove(key);
      } else {
        Item item = randomItem(pk, sk);
        write(new ItemWrite.Put(table(), key, EncodedItem.of(item), null, false));
        model.put(key, item);
      }
    }
  }

  /** Sometimes without an index key, sometimes with one of the wrong type. */
  private Item randomItem(String pk, int sk) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    item.put("pk", new S(pk));
    item.put("sk", number(sk));
    item.put("text", new S("x".repeat(random.nextInt(2_000))));
    if (random.nextInt(5) > 0) {
      item.put("a", new S("a\0".substring(random.nextInt(2)) + random.nextInt(3)));
    }
    if (random.nextInt(5) > 0) {
      item.put("b", random.nextInt(5) == 0 ? number(1) : new S("b" + random.nextInt(3)));
    }
    if (random.nextInt(5) > 0) {
      item.put("n", number(random.nextInt(5) - 2));
    }
    return new Item(item);
  }

  private void assertAgreement() throws IOException {
    for (IndexDefinition index : table().indexes()) {
      List<Item> expected = expected(index);
      assertThat(entries(index.number()))
          .as("seed %d, index %s", seed, index.name())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(engine.counts(index).itemCount()).as("seed %d", seed).isEqualTo(expected.size());
      assertThat(engine.counts(index).sizeBytes())
          .as("seed %d", seed)
          .isEqualTo(expected.stream().mapToLong(ItemSize::of).sum());
    }
    engine.close();
    assertThat(ConsistencyCheck.run(options(), log, line -> {}).problems())
        .as("seed %d", seed)
        .isEmpty();
    engine = open();
  }

  private List<Item> expected(IndexDefinition index) {
    List<Item> expected = new ArrayList<>();
    for (Item item : model.values()) {
      boolean complete =
          index.keySchema().attributes().stream()
              .allMatch(
                  key -> {
                    AttributeValue value = item.get(key.name());
                    return value != null && value.type() == key.type();
                  });
      if (complete) {
        expected.add(projected(index, item));
      }
    }
    return expected;
  }

  private static Item projected(IndexDefinition index, Item item) {
    return switch (index.name()) {
      case "local" -> item.retaining(Set.of("pk", "sk", "a"));
      case "wide" -> item.retaining(Set.of("pk", "sk", "a", "b", "n", "text"));
      default -> item;
    };
  }

  private List<Item> entries(int number) {
    PageRead page =
        engine.read(KeyRange.ofHashes(number, HashRange.ALL), true, Integer.MAX_VALUE, null, true);
    List<Item> items = new ArrayList<>();
    page.advance(Integer.MAX_VALUE);
    page.items().forEach(item -> items.add(item.decode()));
    return items;
  }

  private void awaitActive(String index) {
    while (definition(index).status() != IndexStatus.ACTIVE) {
      Thread.onSpinWait();
    }
  }

  private TableDefinition table() {
    return Objects.requireNonNull(engine.catalog().table(new TableName("t")));
  }

  private IndexDefinition definition(String index) {
    return Objects.requireNonNull(table().index(index));
  }

  /** Reopens the engine; after a kill some partitions are as an earlier close has left them. */
  private void reopen(boolean killed) throws IOException {
    engine.close();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Path store = directory.resolve("partition-000" + partition);
      Path earlier = snapshots.resolve("partition-000" + partition);
      if (killed && Files.exists(earlier) && random.nextBoolean()) {
        copy(earlier, store);
      } else if (random.nextBoolean()) {
        copy(store, earlier);
      }
    }
    engine = open();
  }

  private static void copy(Path from, Path to) throws IOException {
    delete(to);
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private Engine open() throws IOException {
    return Engine.open(options(), log);
  }

  private EngineOptions options() {
    return new EngineOptions(
        directory,
        new PartitionMap(PARTITIONS),
        StoreOptions.DURABLE.withMemtableLimitBytes(64 << 10),
        InstantSource.system());
  }

  private void update(IndexWrite write) {
    change(new TableWrite.Update(new TableName("t"), null, null, null, null, List.of(write)));
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

  private static AttributeValue number(int value) {
    return new N(Decimal.parse(Integer.toString(value)));
  }

  private static IndexSpecification index(
      String name,
      Kind kind,
      List<KeyAttribute> partitionKey,
      List<KeyAttribute> sortKey,
      IndexProjection projection) {
    return new IndexSpecification(
        name,
        kind,
        new IndexKeySchema(partitionKey, sortKey),
        projection,
        ProvisionedThroughput.NONE);
  }
}
