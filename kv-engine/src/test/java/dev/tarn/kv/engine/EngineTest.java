package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Expressions;
import dev.tarn.kv.expression.Placeholders;
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
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.store.StoreOptions;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.HashRange;
import dev.tarn.partitioner.PartitionMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table {@code t} with partition key pk (S) and sort key sk (N), over four partitions. */
final class EngineTest {
  private static final KeySchema SCHEMA =
      new KeySchema(
          new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.N));

  private final HeapLog log = new HeapLog();
  private final Expressions expressions = new Expressions();
  @TempDir private Path directory;
  private Engine engine;
  private TableDefinition table;

  @BeforeEach
  void createTable() throws IOException {
    engine = open();
    table = create("t");
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
  }

  @Test
  void aPutIsReadBackAndLoggedWithBothImages() {
    put("a", 1, "old");
    put("a", 1, "new");
    assertThat(get("a", 1)).isEqualTo(item("a", 1, "new"));
    Change change = log.durable().getLast().changes().getFirst();
    assertThat(change.oldImage()).isEqualTo(EncodedItem.of(item("a", 1, "old")));
    assertThat(change.newImage()).isEqualTo(EncodedItem.of(item("a", 1, "new")));
  }

  @Test
  void aWriteThatChangesNothingMakesNoCommit() {
    put("a", 1, "same");
    int before = log.durable().size();
    put("a", 1, "same");
    delete("a", 2);
    assertThat(log.durable()).hasSize(before);
  }

  @Test
  void aFailedConditionWritesNothingAndShowsTheItem() {
    put("a", 1, "here");
    WriteResult result =
        write(
            new ItemWrite.Put(
                table,
                key("a", 1),
                EncodedItem.of(item("a", 1, "other")),
                expressions
                    .condition(ExpressionKind.CONDITION, "attribute_not_exists(pk)")
                    .bind(new Placeholders(null, null)),
                true));
    assertThat(result.error())
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            failed -> assertThat(failed.item()).isEqualTo(EncodedItem.of(item("a", 1, "here"))));
    assertThat(get("a", 1)).isEqualTo(item("a", 1, "here"));
  }

  @Test
  void updatesSubmittedTogetherEachSeeTheOneBefore() {
    List<ItemWrite> increments = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      increments.add(
          new ItemWrite.Modify(
              table,
              key("a", 1),
              new PrimaryKey(new S("a"), number(1)).toItem(SCHEMA),
              expressions
                  .update("ADD visits :one")
                  .bind(new Placeholders(null, Map.of(":one", number(1)))),
              null,
              false));
    }
    write(increments);
    assertThat(get("a", 1).get("visits")).isEqualTo(number(100));
  }

  @Test
  void sequenceNumbersFollowOneAnotherWithoutAGap() {
    for (int i = 0; i < 50; i++) {
      put("a", i, "x");
    }
    long next = 1;
    for (Commit commit : log.durable()) {
      assertThat(commit.firstSequenceNumber()).isEqualTo(next);
      next = commit.lastSequenceNumber() + 1;
    }
  }

  @Test
  void writesSubmittedTogetherShareASync() {
    int before = log.syncs();
    List<ItemWrite> puts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      puts.add(putOf("a", i, "x"));
    }
    write(puts);
    assertThat(log.syncs() - before).isLessThan(10);
  }

  @Test
  void countsAreExact() throws IOException {
    put("a", 1, "x");
    put("a", 2, "xx");
    put("a", 2, "xxx");
    put("b", 1, "x");
    delete("b", 1);
    long size = EncodedItem.of(item("a", 1, "x")).size();
    size += EncodedItem.of(item("a", 2, "xxx")).size();
    assertThat(engine.counts(table).itemCount()).isEqualTo(2);
    assertThat(engine.counts(table).sizeBytes()).isEqualTo(size);
    engine.close();
    engine = open();
    assertThat(engine.counts(table).itemCount()).isEqualTo(2);
    assertThat(engine.counts(table).sizeBytes()).isEqualTo(size);
  }

  @Test
  void aTableAndItsItemsAreThereAfterReopening() throws IOException {
    put("a", 1, "x");
    engine.close();
    engine = open();
    assertThat(engine.catalog().table(new TableName("t"))).isEqualTo(table);
    assertThat(get("a", 1)).isEqualTo(item("a", 1, "x"));
  }

  @Test
  void aDeletedTableLosesItsItemsAndItsNameCanBeUsedAgain() throws IOException {
    put("a", 1, "x");
    change(new TableWrite.Delete(new TableName("t")));
    assertThat(write(putOf("a", 2, "x")).error()).isInstanceOf(ResourceNotFoundException.class);
    TableDefinition again = create("t");
    assertThat(again.number()).isNotEqualTo(table.number());
    assertThat(engine.get(new PrimaryKey(new S("a"), number(1)).storeKey(again.number()))).isNull();
    assertThat(engine.catalog().deletedTables()).hasSize(1);
    engine.close();
    engine = open();
    assertThat(engine.catalog().table(new TableName("t"))).isEqualTo(again);
    assertThat(engine.catalog().deletedTables()).hasSize(1);
  }

  @Test
  void refusesToCreateATableTwice() {
    assertThat(createResult("t").error()).isInstanceOf(ResourceInUseException.class);
  }

  @Test
  void afterTheLogFailsNothingIsAcknowledgedAndReadsGoOn() {
    put("a", 1, "x");
    log.failFromNowOn();
    assertThat(write(putOf("a", 2, "x")).error()).isInstanceOf(InternalServerError.class);
    assertThat(write(putOf("a", 3, "x")).error()).isInstanceOf(InternalServerError.class);
    assertThat(get("a", 1)).isEqualTo(item("a", 1, "x"));
    assertThat(engine.get(key("a", 2))).isNull();
  }

  @Test
  void aLogThatTakesNothingLeavesNoCallerWaiting() {
    put("a", 1, "x");
    log.refuseAppends();
    for (int i = 2; i < 5; i++) {
      assertThat(write(putOf("a", i, "x")).error()).isInstanceOf(InternalServerError.class);
    }
    assertThat(get("a", 1)).isEqualTo(item("a", 1, "x"));
  }

  @Test
  void aPageEndsAtItsLimitAndTheNextGoesOnThere() {
    for (int i = 0; i < 10; i++) {
      put("a", i, "x");
    }
    KeyRange range = KeyRange.ofPartitionKey(table.number(), PrimaryKey.hash(new S("a")));
    PageRead first = engine.read(range, true, 4, null, true);
    assertThat(first.advance(100)).isTrue();
    assertThat(first.count()).isEqualTo(4);
    assertThat(first.lastEvaluated()).isEqualTo(EncodedItem.of(item("a", 3, "x")));
    PageRead rest = engine.read(range.from(KeyRange.after(key("a", 3))), true, 100, null, true);
    while (!rest.advance(1)) {
      assertThat(rest.scannedCount()).isLessThan(7);
    }
    assertThat(rest.count()).isEqualTo(6);
    assertThat(rest.lastEvaluated()).isNull();
    PageRead backward = engine.read(range, false, 1, null, true);
    backward.advance(1);
    assertThat(backward.items()).containsExactly(EncodedItem.of(item("a", 9, "x")));
  }

  @Test
  void aPageEndsWithTheItemThatFillsAMegabyte() {
    for (int i = 0; i < 12; i++) {
      put("a", i, "x".repeat(100_000));
    }
    KeyRange range = KeyRange.ofPartitionKey(table.number(), PrimaryKey.hash(new S("a")));
    PageRead page = engine.read(range, true, Integer.MAX_VALUE, null, true);
    assertThat(page.advance(100)).isTrue();
    assertThat(page.count()).isEqualTo(11);
    assertThat(page.lastEvaluated()).isNotNull();
  }

  @Test
  void agreesWithAModelThroughRandomWritesAndRestarts() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<StoreKey, Item> model = new TreeMap<>();
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 300; i++) {
        String pk = "p" + random.nextInt(20);
        int sk = random.nextInt(5);
        if (random.nextInt(4) == 0) {
          delete(pk, sk);
          model.remove(key(pk, sk));
        } else {
          String text = "x".repeat(random.nextInt(6_000));
          put(pk, sk, text);
          model.put(key(pk, sk), item(pk, sk, text));
        }
      }
      engine.close();
      engine = open();
      assertThat(scan())
          .as("seed %d, round %d", seed, round)
          .containsExactlyElementsOf(model.values());
      assertThat(engine.counts(table).itemCount()).as("seed %d", seed).isEqualTo(model.size());
    }
  }

  private List<Item> scan() {
    PageRead page =
        engine.read(
            KeyRange.ofHashes(table.number(), HashRange.ALL), true, Integer.MAX_VALUE, null, true);
    List<Item> items = new ArrayList<>();
    page.advance(Integer.MAX_VALUE);
    page.items().forEach(item -> items.add(item.decode()));
    return items;
  }

  private Engine open() throws IOException {
    return Engine.open(
        new EngineOptions(
            directory, new PartitionMap(4), StoreOptions.DURABLE, InstantSource.system()),
        log);
  }

  private TableDefinition create(String name) {
    return Objects.requireNonNull(createResult(name).table());
  }

  private Submission.TableResult createResult(String name) {
    return change(
        new TableWrite.Create(
            new TableName(name),
            SCHEMA,
            BillingMode.PAY_PER_REQUEST,
            ProvisionedThroughput.NONE,
            false,
            null,
            List.of()));
  }

  private Submission.TableResult change(TableWrite write) {
    CompletableFuture<Submission.TableResult> done = new CompletableFuture<>();
    engine.write(
        write,
        (@Nullable TableDefinition after, @Nullable DynamoDbException error) ->
            done.complete(new Submission.TableResult(after, error)));
    return done.join();
  }

  private void put(String pk, int sk, String text) {
    assertThat(write(putOf(pk, sk, text)).error()).isNull();
  }

  private void delete(String pk, int sk) {
    assertThat(write(new ItemWrite.Delete(table, key(pk, sk), null, false)).error()).isNull();
  }

  private ItemWrite putOf(String pk, int sk, String text) {
    return new ItemWrite.Put(table, key(pk, sk), EncodedItem.of(item(pk, sk, text)), null, false);
  }

  private WriteResult write(ItemWrite write) {
    return write(List.of(write)).getFirst();
  }

  private List<WriteResult> write(List<ItemWrite> writes) {
    CompletableFuture<List<WriteResult>> done = new CompletableFuture<>();
    engine.write(writes, done::complete);
    return done.join();
  }

  private Item get(String pk, int sk) {
    return Objects.requireNonNull(engine.get(key(pk, sk))).decode();
  }

  private StoreKey key(String pk, int sk) {
    return new PrimaryKey(new S(pk), number(sk)).storeKey(table.number());
  }

  private static Item item(String pk, int sk, String text) {
    return new Item(Map.of("pk", new S(pk), "sk", number(sk), "text", new S(text)));
  }

  private static AttributeValue number(int value) {
    return new N(Decimal.parse(Integer.toString(value)));
  }
}
