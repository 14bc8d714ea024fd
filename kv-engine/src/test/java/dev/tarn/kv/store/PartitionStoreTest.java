package dev.tarn.kv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.key.StoreKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartitionStoreTest {
  private static final StoreKey KEY = StoreFixture.key("a");
  private static final StoreKey OTHER = StoreFixture.key("b");
  private static final StoreOptions SMALL = new StoreOptions(1 << 20, 10_000, false);

  @TempDir private Path directory;

  @Test
  void makesItsDirectory() throws IOException {
    try (StoreFixture fixture = new StoreFixture(directory.resolve("a/b"))) {
      assertThat(fixture.store.flushedSequenceNumber()).isZero();
      assertThat(fixture.store.get(KEY)).isNull();
      assertThat(fixture.store.diskBytes()).isPositive();
    }
  }

  @Test
  void keepsEmptyValuesApartFromDeletions() throws IOException {
    try (StoreFixture fixture = new StoreFixture(directory)) {
      fixture.put(KEY, new byte[0]);
      assertThat(fixture.store.get(KEY)).isEmpty();
      fixture.flush();
      assertThat(fixture.store.get(KEY)).isEmpty();
      fixture.delete(KEY);
      assertThat(fixture.store.get(KEY)).isNull();
    }
  }

  @Test
  void tombstonesHideWhatIsBelow() throws IOException {
    try (StoreFixture fixture = new StoreFixture(directory)) {
      fixture.put(KEY, new byte[1]);
      fixture.put(OTHER, new byte[2]);
      fixture.flush();
      fixture.delete(KEY);
      fixture.store.freeze();
      fixture.put(OTHER, new byte[3]);
      assertThat(fixture.store.get(KEY)).isNull();
      assertThat(fixture.store.get(OTHER)).hasSize(3);
      assertThat(fixture.keys(StoreFixture.start(0), StoreFixture.start(9), true))
          .containsExactly(OTHER);
    }
  }

  @Test
  void losesOnlyWhatWasNotFlushed() throws IOException {
    try (StoreFixture fixture = new StoreFixture(directory)) {
      fixture.put(KEY, new byte[1]);
      fixture.flush();
      fixture.put(OTHER, new byte[2]);
      fixture.store.freeze();
      fixture.put(KEY, new byte[3]);
      fixture.reopen();
      assertThat(fixture.store.flushedSequenceNumber()).isEqualTo(1);
      assertThat(fixture.store.get(KEY)).hasSize(1);
      assertThat(fixture.store.get(OTHER)).isNull();
      assertThat(fixture.store.counts(StoreFixture.TABLE)).isEqualTo(new TableCounts(1, 1));
    }
  }

  @Test
  void flushesUpToTheEndOfTheCommit() throws IOException {
    try (StoreFixture fixture = new StoreFixture(directory)) {
      fixture.store.apply(4, new Mutation(KEY, new byte[1], 1, 1));
      fixture.store.endOfCommit(9);
      fixture.flush();
      assertThat(fixture.store.flushedSequenceNumber()).isEqualTo(9);
      fixture.reopen();
      assertThat(fixture.store.flushedSequenceNumber()).isEqualTo(9);
    }
  }

  @Test
  void needsNothingOfTheLogThatDidNotTouchIt() throws IOException {
    try (StoreFixture fixture = new StoreFixture(directory)) {
      fixture.store.endOfCommit(10);
      assertThat(fixture.store.recoverableFrom()).isEqualTo(10);
      fixture.store.apply(11, new Mutation(KEY, new byte[1], 1, 1));
      fixture.store.endOfCommit(12);
      assertThat(fixture.store.recoverableFrom()).isEqualTo(10);
      fixture.store.freeze();
      assertThat(fixture.store.recoverableFrom()).isEqualTo(10);
      fixture.store.flush();
      fixture.store.endOfCommit(20);
      assertThat(fixture.store.recoverableFrom()).isEqualTo(20);
    }
  }

  @Test
  void releasesTheMemoryOfOverwrittenValues() throws IOException {
    try (PartitionStore store = PartitionStore.open(directory, SMALL)) {
      for (int i = 1; i <= 100; i++) {
        store.apply(i, new Mutation(KEY, new byte[5_000], 0, 0));
        assertThat(store.wantsFlush()).isFalse();
      }
      store.apply(101, new Mutation(OTHER, new byte[5_000], 0, 0));
      assertThat(store.wantsFlush()).isTrue();
    }
  }

  @Test
  void holdsTheWriterBackOnlyWhileAMemtableIsFrozen() throws Exception {
    try (PartitionStore store = PartitionStore.open(directory, SMALL)) {
      store.apply(1, new Mutation(KEY, new byte[30_000], 0, 0));
      store.endOfCommit(1);
      assertThat(store.overfull()).isFalse();
      store.freeze();
      store.apply(2, new Mutation(KEY, new byte[30_000], 0, 0));
      assertThat(store.wantsFlush()).isFalse();
      assertThat(store.overfull()).isTrue();
      assertThat(store.awaitFlush(1)).isFalse();
      CompletableFuture<Boolean> flushed = CompletableFuture.supplyAsync(() -> awaitFlush(store));
      store.flush();
      assertThat(flushed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
      assertThat(store.overfull()).isFalse();
    }
  }

  @Test
  void keepsEverythingWhenAFlushFails() throws IOException {
    try (PartitionStore store = PartitionStore.open(directory, SMALL)) {
      store.apply(1, new Mutation(KEY, new byte[10], 1, 10));
      store.endOfCommit(1);
      store.freeze();
      store.flush();
      byte[] tooLarge = new byte[2 << 20];
      tooLarge[5] = 6;
      store.apply(2, new Mutation(OTHER, tooLarge, 1, tooLarge.length));
      store.endOfCommit(2);
      store.freeze();
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(store::flush)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("mapsize reached");
        assertThat(store.hasFrozen()).isTrue();
        assertThat(store.flushedSequenceNumber()).isEqualTo(1);
        assertThat(store.get(KEY)).hasSize(10);
        assertThat(store.get(OTHER)).isEqualTo(tooLarge);
        assertThat(store.counts(StoreFixture.TABLE).itemCount()).isEqualTo(2);
      }
    }
  }

  @Test
  void goesOnFromTheFrozenMemtableOnceAFlushSucceeds() throws IOException {
    try (PartitionStore store = PartitionStore.open(directory, SMALL)) {
      store.apply(1, new Mutation(KEY, new byte[2 << 20], 1, 2 << 20));
      store.endOfCommit(1);
      store.freeze();
      assertThatThrownBy(store::flush).isInstanceOf(IOException.class);
    }
    try (PartitionStore store = PartitionStore.open(directory, StoreFixture.OPTIONS)) {
      assertThat(store.flushedSequenceNumber()).isZero();
      store.apply(1, new Mutation(KEY, new byte[2 << 20], 1, 2 << 20));
      store.endOfCommit(1);
      store.freeze();
      store.flush();
      assertThat(store.get(KEY)).hasSize(2 << 20);
      assertThat(store.check((key, value) -> new TableCounts(1, value.length))).isEmpty();
    }
  }

  @Test
  void refusesTheFormatOfANewerVersion() throws IOException {
    Environment environment = Environment.open(directory, StoreFixture.OPTIONS);
    try (WriteTransaction write = new WriteTransaction(environment)) {
      write.setNumber(Layout.FORMAT, Layout.FORMAT_VERSION + 1);
      write.commit();
    }
    environment.close();
    assertThatThrownBy(() -> new StoreFixture(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer version")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesAFileThatIsNotItsOwn() throws IOException {
    Files.write(directory.resolve("data.mdb"), new byte[10_000]);
    assertThatThrownBy(() -> new StoreFixture(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesTheTableNumberThatMarksNodes() throws IOException {
    try (StoreFixture fixture = new StoreFixture(directory)) {
      assertThatThrownBy(() -> fixture.put(StoreFixture.key(-1, new byte[1]), new byte[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void closesTwiceAndThenRefusesReads() throws IOException {
    StoreFixture fixture = new StoreFixture(directory);
    fixture.close();
    fixture.close();
    assertThatThrownBy(() -> fixture.store.get(KEY)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesToFlushOnceClosed() throws IOException {
    StoreFixture fixture = new StoreFixture(directory);
    fixture.put(KEY, new byte[1]);
    fixture.store.freeze();
    fixture.close();
    assertThatThrownBy(fixture.store::flush).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void waitsForOpenCursorsBeforeItCloses() throws Exception {
    StoreFixture fixture = new StoreFixture(directory);
    fixture.put(KEY, new byte[3]);
    fixture.flush();
    StoreCursor cursor = fixture.store.cursor(StoreFixture.start(0), StoreFixture.start(9), true);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(fixture::close);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.value()).hasSize(3);
    assertThat(closed).isNotDone();
    cursor.close();
    assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void readsWhileCursorsAreOpen() throws IOException {
    try (StoreFixture fixture = new StoreFixture(directory)) {
      for (int i = 0; i < 50; i++) {
        fixture.put(StoreFixture.key("k" + i), new byte[i]);
      }
      fixture.flush();
      try (StoreCursor outer =
          fixture.store.cursor(StoreFixture.start(0), StoreFixture.start(9), true)) {
        while (outer.next()) {
          assertThat(fixture.store.get(outer.key())).isEqualTo(outer.value());
          assertThat(fixture.keys(StoreFixture.start(0), StoreFixture.start(9), false)).hasSize(50);
        }
      }
    }
  }

  private static boolean awaitFlush(PartitionStore store) {
    try {
      return store.awaitFlush(10_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
