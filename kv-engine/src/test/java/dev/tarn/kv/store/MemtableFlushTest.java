package dev.tarn.kv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flush of several transactions that ends after the first, as a crash would end it. */
final class MemtableFlushTest {
  private static final int ENTRIES = 6_000;
  private static final StoreOptions SMALL_MAP = new StoreOptions(1 << 20, 1 << 30, false);

  @TempDir private Path directory;

  @Test
  void comesToTheSameWhenReplayed() throws IOException {
    cutShort();
    try (PartitionStore store = PartitionStore.open(directory, StoreFixture.OPTIONS)) {
      assertThat(store.flushedSequenceNumber()).isZero();
      assertThat(store.counts(StoreFixture.TABLE)).isEqualTo(TableCounts.ZERO);
      assertThat(store.get(StoreFixture.key("00000"))).as("what was written").hasSize(1);
      assertThat(check(store)).isEmpty();
      applyAll(store);
      store.freeze();
      store.flush();
      assertThat(store.flushedSequenceNumber()).isEqualTo(ENTRIES + 1);
      assertThat(store.counts(StoreFixture.TABLE).itemCount()).isEqualTo(ENTRIES + 1);
      assertThat(check(store)).isEmpty();
    }
  }

  /** The first 4,000 entries fit in the map; the last, of 1 MB, does not. */
  private void cutShort() throws IOException {
    try (PartitionStore store = PartitionStore.open(directory, SMALL_MAP)) {
      applyAll(store);
      store.freeze();
      assertThatThrownBy(store::flush).isInstanceOf(IOException.class);
      assertThat(check(store)).isEmpty();
    }
  }

  private static void applyAll(PartitionStore store) {
    for (int i = 0; i < ENTRIES; i++) {
      store.apply(i + 1, new Mutation(StoreFixture.key("%05d".formatted(i)), new byte[1], 1, 1));
    }
    store.apply(ENTRIES + 1, new Mutation(StoreFixture.key("z"), new byte[1 << 20], 1, 1 << 20));
    store.endOfCommit(ENTRIES + 1);
  }

  private static List<String> check(PartitionStore store) {
    return store.check((key, value) -> new TableCounts(1, value.length));
  }
}
