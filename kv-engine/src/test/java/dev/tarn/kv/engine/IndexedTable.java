package dev.tarn.kv.engine;

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
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexKeySchema;
import dev.tarn.kv.table.IndexProjection;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.IndexSpecification.Kind;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.HashRange;
import dev.tarn.partitioner.PartitionMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table with the keys pk (S) and sk (N), a local index on pk and a, and a global one on a, in an
 * engine whose clock stands still unless told.
 */
final class IndexedTable implements AutoCloseable {
  static final int PARTITIONS = 2;

  private static final TableName NAME = new TableName("t");
  private static final KeyAttribute PK = new KeyAttribute("pk", AttributeType.S);
  private static final KeyAttribute SK = new KeyAttribute("sk", AttributeType.N);
  private static final KeyAttribute A = new KeyAttribute("a", AttributeType.S);

  final AtomicLong nowMs = new AtomicLong(1_700_000_000_000L);
  final HeapLog log = new HeapLog();
  private final EngineOptions options;
  private Engine engine;

  IndexedTable(Path directory, UnaryOperator<EngineOptions> settings) throws IOException {
    options =
        settings.apply(
            new EngineOptions(
                directory,
                new PartitionMap(PARTITIONS),
                StoreOptions.DURABLE,
                () -> Instant.ofEpochMilli(nowMs.get())));
    engine = Engine.open(options, log);
    create();
  }

  private void create() {
    CompletableFuture<@Nullable TableDefinition> done = new CompletableFuture<>();
    engine.write(
        new TableWrite.Create(
            NAME,
            new KeySchema(PK, SK),
            BillingMode.PAY_PER_REQUEST,
            ProvisionedThroughput.NONE,
            false,
            null,
            List.of(
                index("local", Kind.LOCAL, List.of(PK), List.of(A)),
                index("global", Kind.GLOBAL, List.of(A), List.of()))),
        (@Nullable TableDefinition table, @Nullable DynamoDbException error) ->
            done.complete(table));
    Objects.requireNonNull(done.join());
  }

  private static IndexSpecification index(
      String name, Kind kind, List<KeyAttribute> partitionKey, List<KeyAttribute> sortKey) {
    return new IndexSpecification(
        name,
        kind,
        new IndexKeySchema(partitionKey, sortKey),
        IndexProjection.ALL,
        ProvisionedThroughput.NONE);
  }

  Engine engine() {
    return engine;
  }

  EngineOptions options() {
    return options;
  }

  TableDefinition table() {
    return Objects.requireNonNull(engine.catalog().table(NAME));
  }

  IndexDefinition index(String name) {
    return Objects.requireNonNull(table().index(name));
  }

  void reopen() throws IOException {
    engine.close();
    engine = Engine.open(options, log);
  }

  StoreKey key(String pk, int sk) {
    return new PrimaryKey(new S(pk), number(sk)).storeKey(table().number());
  }

  /** An item with the attribute a. */
  static Item item(String pk, int sk, String a) {
    return new Item(Map.of("pk", new S(pk), "sk", number(sk), "a", new S(a)));
  }

  ItemWrite put(Item item) {
    StoreKey key = PrimaryKey.ofItem(table().keySchema(), item).storeKey(table().number());
    return new ItemWrite.Put(table(), key, EncodedItem.of(item), null, false);
  }

  ItemWrite delete(String pk, int sk) {
    return new ItemWrite.Delete(table(), key(pk, sk), null, false);
  }

  WriteResult write(ItemWrite write) {
    CompletableFuture<List<WriteResult>> done = new CompletableFuture<>();
    engine.write(List.of(write), done::complete);
    return done.join().getFirst();
  }

  List<WriteResult> transact(ItemWrite... writes) {
    CompletableFuture<List<WriteResult>> done = new CompletableFuture<>();
    engine.transact(List.of(writes), null, done::complete);
    return done.join();
  }

  /** Everything under the number of a table or index, in the order of the keys. */
  List<Item> scan(int number) {
    return read(number, true, Integer.MAX_VALUE);
  }

  /** As {@link #scan}, in slices and in either direction. */
  List<Item> read(int number, boolean forward, int slice) {
    PageRead page =
        engine.read(
            KeyRange.ofHashes(number, HashRange.ALL), forward, Integer.MAX_VALUE, null, true);
    boolean complete = false;
    while (!complete) {
      complete = page.advance(slice);
    }
    List<Item> items = new ArrayList<>();
    page.items().forEach(item -> items.add(item.decode()));
    return items;
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }

  private static AttributeValue number(int value) {
    return new N(Decimal.parse(Integer.toString(value)));
  }
}
