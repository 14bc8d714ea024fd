package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.index.IndexEntry;
import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.Mutation;
import dev.tarn.kv.store.PartitionStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults planted in the stores of a closed engine, each of which the check has to report. */
final class ConsistencyCheckTest {
  private static final Item ITEM = IndexedTable.item("p", 1, "a");
  private static final Item OTHER = IndexedTable.item("p", 1, "b");

  @TempDir private Path directory;
  private IndexedTable table;

  @BeforeEach
  void fill() throws IOException {
    table = new IndexedTable(directory, options -> options);
    for (int sk = 0; sk < 10; sk++) {
      table.write(table.put(IndexedTable.item("p", sk, "a")));
      table.write(table.put(IndexedTable.item("q" + sk, sk, "b")));
    }
    table.close();
  }

  private List<String> problems() throws IOException {
    return ConsistencyCheck.run(table.options(), table.log, line -> {}).problems();
  }

  /** Puts or deletes an entry behind the engine's back, and lets the counts say what they will. */
  private void plant(
      StoreKey key, @Nullable Item value, int countDelta, long sizeDelta, boolean collected)
      throws IOException {
    try (Partitions partitions =
        Partitions.open(directory, table.options().partitions(), table.options().store())) {
      PartitionStore store = partitions.stores().get(partitions.map().locate(key.hash()));
      StoreKey collection = collected ? table.key("p", 1).collection() : null;
      long next = store.flushedSequenceNumber() + 1;
      byte[] bytes = value == null ? null : EncodedItem.of(value).bytes();
      store.apply(next, new Mutation(key, bytes, countDelta, sizeDelta, collection));
      // Of the same sequence number: the log is not ahead of the store, nor behind it.
      store.endOfCommit(next - 1);
      store.freeze();
      store.flush();
    }
  }

  private StoreKey entry(String index, Item item) {
    TableIndexes indexes = Objects.requireNonNull(TableIndexes.of(table.table()));
    StoreKey key =
        PrimaryKey.ofItem(table.table().keySchema(), item).storeKey(table.table().number());
    for (IndexEntry entry : indexes.entries(key, EncodedItem.of(item))) {
      if (entry != null && entry.key().table() == table.index(index).number()) {
        return entry.key();
      }
    }
    throw new IllegalArgumentException("no entry in " + index);
  }

  private static int size(Item item) {
    return EncodedItem.of(item).size();
  }

  private static int bytesOfCollection() {
    return 2 * IntStream.range(0, 10).map(sk -> size(IndexedTable.item("p", sk, "a"))).sum();
  }

  @Test
  void findsNothingWhereNothingIsWrong() throws IOException {
    assertThat(problems()).isEmpty();
  }

  @Test
  void reportsAMissingEntryOfAGlobalIndex() throws IOException {
    plant(entry("global", ITEM), null, -1, -size(ITEM), false);
    assertThat(problems())
        .containsExactly(
            "the item under %s has no entry %s"
                .formatted(table.key("p", 1), entry("global", ITEM)));
  }

  @Test
  void reportsAMissingEntryOfALocalIndex() throws IOException {
    plant(entry("local", ITEM), null, -1, -size(ITEM), true);
    assertThat(problems())
        .containsExactly(
            "the item under %s has no entry %s".formatted(table.key("p", 1), entry("local", ITEM)));
  }

  @Test
  void reportsAnEntryOfNoItem() throws IOException {
    Item gone = IndexedTable.item("p", 100, "a");
    plant(entry("global", gone), gone, 1, size(gone), false);
    assertThat(problems())
        .containsExactly("the entry " + entry("global", gone) + " belongs to no item");
  }

  @Test
  void reportsAnEntryUnderAKeyThatItsItemDoesNotHave() throws IOException {
    plant(entry("global", OTHER), OTHER, 1, size(OTHER), false);
    assertThat(problems())
        .containsExactly("the entry " + entry("global", OTHER) + " belongs to no item");
  }

  @Test
  void reportsAnEntryThatIsNotWhatItsItemSays() throws IOException {
    plant(entry("global", ITEM), OTHER, 0, size(OTHER) - size(ITEM), false);
    assertThat(problems())
        .contains("the entry " + entry("global", ITEM) + " is not what its item says");
  }

  @Test
  void reportsAMissingItem() throws IOException {
    plant(table.key("p", 1), null, -1, -size(ITEM), true);
    assertThat(problems())
        .contains(
            "the log says there is an item under " + table.key("p", 1) + ", and there is none");
  }

  @Test
  void reportsAnItemThatTheLogDoesNotKnow() throws IOException {
    plant(table.key("p", 1), OTHER, 0, 0, true);
    assertThat(problems())
        .contains("the item under " + table.key("p", 1) + " is not what the log says");
  }

  @Test
  void reportsAWrongCount() throws IOException {
    plant(table.key("p", 1), ITEM, 1, 0, true);
    assertThat(problems())
        .anyMatch(
            problem -> problem.matches("partition . counts .* items of .* in table t, and.*"));
  }

  @Test
  void reportsAWrongCountOfAnIndex() throws IOException {
    plant(entry("global", ITEM), ITEM, 1, 0, false);
    assertThat(problems()).anyMatch(problem -> problem.contains("in index global of table t"));
  }

  @Test
  void reportsAWrongSizeOfAnItemCollection() throws IOException {
    plant(entry("local", ITEM), ITEM, 0, 7, true);
    int bytes = bytesOfCollection();
    assertThat(problems())
        .contains(
            "the item collection %s has %d bytes, but its size says %d"
                .formatted(table.key("p", 1).collection(), bytes, bytes + 7));
  }

  @Test
  void reportsACollectionWithoutASize() throws IOException {
    plant(entry("local", ITEM), ITEM, 0, -bytesOfCollection(), true);
    assertThat(problems()).anyMatch(problem -> problem.endsWith("bytes, but its size says 0"));
  }
}
