package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.item.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A global index that is a second behind its table. */
final class IndexHistoryTest {
  private static final int DELAY_MS = 1_000;

  @TempDir private Path directory;
  private IndexedTable table;

  @BeforeEach
  void open() throws IOException {
    Duration delay = Duration.ofMillis(DELAY_MS);
    table = new IndexedTable(directory, options -> options.withIndexDelay(delay));
  }

  @AfterEach
  void close() throws IOException {
    table.close();
  }

  private void pass(int ms) {
    table.nowMs.addAndGet(ms);
  }

  private void put(String pk, String a) {
    assertThat(table.write(table.put(IndexedTable.item(pk, 1, a))).error()).isNull();
  }

  private void delete(String pk) {
    assertThat(table.write(table.delete(pk, 1)).error()).isNull();
  }

  private List<Item> global() {
    return table.scan(table.index("global").number());
  }

  @Test
  void showsAnItemWhenItIsDue() {
    put("p", "a");
    pass(DELAY_MS - 1);
    assertThat(global()).isEmpty();
    pass(1);
    assertThat(global()).containsExactly(IndexedTable.item("p", 1, "a"));
  }

  @Test
  void showsADeletedItemUntilItsDeletionIsDue() {
    put("p", "a");
    pass(DELAY_MS);
    delete("p");
    pass(DELAY_MS - 1);
    assertThat(global()).containsExactly(IndexedTable.item("p", 1, "a"));
    pass(1);
    assertThat(global()).isEmpty();
  }

  @Test
  void showsAnItemUnderItsEarlierKeyAlone() {
    put("p", "a");
    pass(DELAY_MS);
    put("p", "b");
    assertThat(global()).containsExactly(IndexedTable.item("p", 1, "a"));
    pass(DELAY_MS);
    assertThat(global()).containsExactly(IndexedTable.item("p", 1, "b"));
  }

  @Test
  void theTableAndItsLocalIndexesAreNeverBehind() {
    put("p", "a");
    assertThat(table.scan(table.table().number())).hasSize(1);
    assertThat(table.scan(table.index("local").number())).hasSize(1);
  }

  @Test
  void countsAreOfThisMoment() {
    put("p", "a");
    assertThat(table.engine().counts(table.index("global")).itemCount()).isEqualTo(1);
  }

  /** Each step at a time of its own; what is shown is what there was a second before. */
  @Test
  void showsWhatThereWasThroughRandomWrites() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TreeMap<Long, List<Item>> snapshots = new TreeMap<>();
    int number = table.index("global").number();
    snapshots.put(0L, List.of());
    for (int step = 0; step < 300; step++) {
      pass(1 + random.nextInt(200));
      String pk = "p" + random.nextInt(12);
      if (random.nextInt(3) == 0) {
        delete(pk);
      } else {
        put(pk, "a" + random.nextInt(4));
      }
      snapshots.put(table.nowMs.get(), table.scan(table.table().number()));
      List<Item> expected = snapshots.floorEntry(table.nowMs.get() - DELAY_MS).getValue();
      List<Item> shown = table.read(number, true, 1 + random.nextInt(5));
      assertThat(shown)
          .as("seed %d, step %d", seed, step)
          .containsExactlyInAnyOrderElementsOf(expected);
      List<Item> backwards = new ArrayList<>(table.read(number, false, 1 + random.nextInt(5)));
      assertThat(backwards.reversed()).as("seed %d", seed).isEqualTo(shown);
    }
  }

  @Test
  void aRestartShowsEverything() throws IOException {
    put("p", "a");
    table.reopen();
    assertThat(global()).hasSize(1);
  }
}
