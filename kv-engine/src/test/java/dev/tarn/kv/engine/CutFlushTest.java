package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flushes of several transactions that end in the middle, as a crash would end them. */
final class CutFlushTest {
  /** An LMDB map that takes the first transactions of a flush, and not the last. */
  private static final StoreOptions SMALL_MAP = new StoreOptions(1 << 20, 1 << 30, false);

  private static final int ITEMS = 4_000;

  @TempDir private Path directory;

  private static EngineOptions with(StoreOptions store, EngineOptions options) {
    return new EngineOptions(options.directory(), options.partitions(), store, options.clock());
  }

  @Test
  void recoveryCountsItemsEntriesAndCollectionsOnce() throws IOException {
    IndexedTable table = new IndexedTable(directory, options -> with(SMALL_MAP, options));
    String text = "x".repeat(100);
    for (int i = 0; i < ITEMS; i++) {
      table.write(table.put(IndexedTable.item("p" + i % 500, i, text + i)));
    }
    int number = table.table().number();
    table.close();
    EngineOptions options = with(StoreOptions.DURABLE, table.options());
    assertCut(options, number);
    assertThat(ConsistencyCheck.run(options, table.log, line -> {}).problems()).isEmpty();
  }

  private static void assertCut(EngineOptions options, int number) throws IOException {
    try (Partitions partitions =
        Partitions.open(options.directory(), options.partitions(), options.store())) {
      assertThat(partitions.highestFlushed()).isZero();
      assertThat(partitions.counts(number).itemCount()).isBetween(1L, ITEMS - 1L);
    }
  }
}
