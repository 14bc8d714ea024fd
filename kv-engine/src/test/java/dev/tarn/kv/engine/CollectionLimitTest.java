package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.error.DynamoDbException.ItemCollectionSizeLimitExceededException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item collections of at most 10,000 bytes: items of 1,000 bytes count twice, by their index. */
final class CollectionLimitTest {
  private static final int LIMIT = 10_000;

  @TempDir private Path directory;
  private IndexedTable table;

  @BeforeEach
  void open() throws IOException {
    table = new IndexedTable(directory, options -> options.withMaxCollectionBytes(LIMIT));
  }

  @AfterEach
  void close() throws IOException {
    table.close();
  }

  /** An item of 1,000 bytes. */
  private static Item item(String pk, int sk) {
    int rest = 1_000 - EncodedItem.of(IndexedTable.item(pk, sk, "")).size();
    return IndexedTable.item(pk, sk, "x".repeat(rest));
  }

  private void fill(String pk) {
    for (int i = 1; i <= 5; i++) {
      WriteResult result = table.write(table.put(item(pk, i)));
      assertThat(result.error()).isNull();
      assertThat(result.collectionBytes()).isEqualTo(2_000L * i);
    }
  }

  @Test
  void refusesWhatWouldMakeACollectionTooLarge() throws IOException {
    fill("p");
    assertThat(table.write(table.put(item("p", 6))).error())
        .isInstanceOf(ItemCollectionSizeLimitExceededException.class)
        .hasMessage("Collection size exceeded.");
    assertThat(table.write(table.put(item("q", 6))).error()).as("another collection").isNull();
    table.reopen();
    assertThat(table.write(table.put(item("p", 6))).error()).as("after a restart").isNotNull();
  }

  @Test
  void alwaysAllowsWhatMakesACollectionSmaller() {
    fill("p");
    WriteResult smaller = table.write(table.put(IndexedTable.item("p", 1, "y")));
    assertThat(smaller.error()).isNull();
    assertThat(smaller.collectionBytes()).isLessThan(LIMIT);
    assertThat(table.write(table.delete("p", 2)).error()).isNull();
    assertThat(table.write(table.put(item("p", 6))).error()).as("there is room again").isNull();
  }

  @Test
  void tellsTheSizeAlsoOfWhatChangesNothing() {
    fill("p");
    assertThat(table.write(table.put(item("p", 1))).collectionBytes()).isEqualTo(LIMIT);
    assertThat(table.write(table.delete("p", 100)).collectionBytes()).isEqualTo(LIMIT);
  }

  @Test
  void countsTheWritesOfATransactionTogether() {
    fill("p");
    List<WriteResult> refused =
        table.transact(table.delete("p", 1), table.put(item("p", 6)), table.put(item("p", 7)));
    assertThat(refused.get(0).error()).isNull();
    assertThat(refused.get(1).error()).isNull();
    assertThat(refused.get(2).error()).isInstanceOf(ItemCollectionSizeLimitExceededException.class);
    List<WriteResult> done = table.transact(table.delete("p", 1), table.put(item("p", 6)));
    assertThat(done).allMatch(result -> result.error() == null);
    assertThat(done.getLast().collectionBytes()).isEqualTo(LIMIT);
  }

  @Test
  void sizesAreThoseOfTheItemsThroughRandomWritesAndRestarts() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 200; i++) {
        String pk = "p" + random.nextInt(3);
        int sk = random.nextInt(8);
        table.write(
            random.nextInt(3) == 0
                ? table.delete(pk, sk)
                : table.put(IndexedTable.item(pk, sk, "x".repeat(1 + random.nextInt(900)))));
      }
      table.reopen();
      for (int p = 0; p < 3; p++) {
        String pk = "p" + p;
        long bytes = table.write(table.delete(pk, 100)).collectionBytes();
        assertThat(bytes).as("seed %d", seed).isEqualTo(2 * bytesOf(pk)).isLessThan(LIMIT + 1);
      }
    }
  }

  private long bytesOf(String pk) {
    long bytes = 0;
    for (int sk = 0; sk < 8; sk++) {
      EncodedItem item = table.engine().get(table.key(pk, sk));
      bytes += item == null ? 0 : item.size();
    }
    return bytes;
  }
}
