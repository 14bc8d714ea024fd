package dev.tarn.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.key.StoreKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer raises the number under every key, round after round, and flushes all the while. Readers
 * must find every key once, and never a number lower than one that was complete before they began.
 */
final class ConcurrentReadsTest {
  private static final int KEYS = 300;
  private static final int ROUNDS = 500;
  private static final StoreKey LOWER = StoreFixture.start(StoreFixture.TABLE);
  private static final StoreKey UPPER = StoreFixture.start(StoreFixture.TABLE + 1);

  private final AtomicLong completeRound = new AtomicLong();
  private final AtomicBoolean done = new AtomicBoolean();
  private final List<StoreKey> keys = new ArrayList<>();

  @TempDir private Path directory;

  @Test
  void seeEveryKeyOnceAndNothingOld() throws Exception {
    for (int i = 0; i < KEYS; i++) {
      keys.add(StoreFixture.key("x".repeat(i % 2 * 700) + (1000 + i)));
    }
    keys.sort(null);
    try (StoreFixture fixture = new StoreFixture(directory);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      round(fixture.store, 1);
      List<Future<Integer>> readers = new ArrayList<>();
      List<Callable<Integer>> reads =
          List.of(
              () -> scans(fixture.store, true),
              () -> scans(fixture.store, false),
              () -> gets(fixture.store));
      reads.forEach(read -> readers.add(threads.submit(read)));
      Future<?> flusher = threads.submit(() -> flushes(fixture.store));
      try {
        for (int round = 2; round <= ROUNDS; round++) {
          round(fixture.store, round);
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get(1, TimeUnit.MINUTES)).isPositive();
      }
      flusher.get(1, TimeUnit.MINUTES);
      fixture.store.freeze();
      fixture.store.flush();
      assertThat(fixture.store.check((key, value) -> new TableCounts(1, 0))).isEmpty();
    }
  }

  private void round(PartitionStore store, int round) {
    for (StoreKey key : keys) {
      byte[] value = ByteBuffer.allocate(round % 7 == 0 ? 5_000 : 8).putLong(round).array();
      long sequenceNumber = completeRound.get() * KEYS + 1;
      store.apply(sequenceNumber, new Mutation(key, value, round == 1 ? 1 : 0, 0));
    }
    completeRound.set(round);
    store.endOfCommit((long) round * KEYS);
    store.freeze();
  }

  private Void flushes(PartitionStore store) throws Exception {
    while (!done.get()) {
      store.flush();
    }
    return null;
  }

  private int scans(PartitionStore store, boolean forward) {
    int scans = 0;
    while (!done.get() || scans == 0) {
      long complete = completeRound.get();
      List<StoreKey> seen = new ArrayList<>();
      try (StoreCursor cursor = store.cursor(LOWER, UPPER, forward)) {
        while (cursor.next()) {
          seen.add(cursor.key());
          assertThat(round(cursor.value())).isGreaterThanOrEqualTo(complete);
        }
      }
      assertThat(seen).isEqualTo(forward ? keys : keys.reversed());
      scans++;
    }
    return scans;
  }

  private int gets(PartitionStore store) {
    int gets = 0;
    while (!done.get() || gets == 0) {
      long complete = completeRound.get();
      byte[] value = store.get(keys.get(gets % KEYS));
      assertThat(value).isNotNull();
      assertThat(value == null ? 0 : round(value)).isGreaterThanOrEqualTo(complete);
      gets++;
    }
    return gets;
  }

  private static long round(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }
}
