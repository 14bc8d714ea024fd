package dev.tarn.kv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.key.StoreKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flush of several transactions that ends after the first, as a crash would end it. */
final class MemtableFlushTest {
  private static final int ENTRIES = 6_000;

  private static final StoreKey COLLECTION = StoreFixture.key("").collection();
  private static final StoreOptions SMALL_MAP = new StoreOptions(1 << 20, 1 << 30, false);

  @TempDir private Path directory;

  @Test
  void comesToTheSameWhenReplayed() throws IOException {
    cutShort();
    try (PartitionStore store = PartitionStore.open(directory, StoreFixture.OPTIONS)) {
      assertThat(store.flushedSequenceNumber()).isZero();
      assertThat(store.counts(StoreFixture.TABLE).itemCount()).isBetween(1L, ENTRIES - 1L);
      assertThat(store.collectionSize(COLLECTION))
          .isEqualTo(store.counts(StoreFixture.TABLE).sizeBytes());
      assertThat(store.get(StoreFixture.key("00000"))).as("what was written").hasSize(1);
      assertThat(check(store)).isEmpty();
      applyAll(store);
      store.freeze();
      store.flush();
      assertThat(store.flushedSequenceNumber()).isEqualTo(ENTRIES + 1);
      assertThat(store.counts(StoreFixture.TABLE).itemCount()).isEqualTo(ENTRIES + 1);
      assertThat(store.collectionSize(COLLECTION)).isEqualTo(ENTRIES + (1 << 20));
      assertThat(check(store)).isEmpty();
    }
  }

  @Test
  void goesOnWhereItEndedWhenItIsRunAgain() throws IOException {
    try (PartitionStore store = PartitionStore.open(directory, SMALL_MAP)) {
      applyAll(store);
      store.freeze();
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(store::flush).isInstanceOf(IOException.class);
        assertThat(check(store)).isEmpty();
      }
    }
  }

  /** The first entries fit in the map; the last, of 1 MB, does not. */
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
      apply(store, i + 1, StoreFixture.key("%05d".formatted(i)), 1);
    }
    apply(store, ENTRIES + 1, StoreFixture.key("z"), 1 << 20);
    store.endOfCommit(ENTRIES + 1);
  }

  private static void apply(PartitionStore store, int sequenceNumber, StoreKey key, int length) {
    byte[] before = store.get(key);
    int sizeDelta = length - (before == null ? 0 : before.length);
    store.apply(
        sequenceNumber,
        new Mutation(key, new byte[length], before == null ? 1 : 0, sizeDelta, COLLECTION));
  }

  private static List<String> check(PartitionStore store) {
    return store.check((key, value) -> new TableCounts(1, value.length));
  }
}
