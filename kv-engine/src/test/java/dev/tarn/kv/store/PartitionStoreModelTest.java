package dev.tarn.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.key.StoreKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Random operations on a store and on a map: both must show the same at any time. */
final class PartitionStoreModelTest {
  private static final int STEPS = 2_000;
  private static final int TABLES = 3;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<StoreKey> universe = new ArrayList<>();

  @TempDir private Path directory;

  @RepeatedTest(3)
  void showsWhatASortedMapShows() throws IOException {
    for (int i = 0; i < 400; i++) {
      universe.add(randomKey());
    }
    try (StoreFixture fixture = new StoreFixture(directory)) {
      for (int step = 0; step < STEPS; step++) {
        act(fixture);
        if (step % 50 == 0) {
          compare(fixture);
        }
      }
      fixture.flush();
      compare(fixture);
      assertThat(fixture.faults()).as("seed %d", seed).isEmpty();
      universe.forEach(fixture::delete);
      fixture.flush();
      compare(fixture);
      assertThat(fixture.faults()).as("seed %d", seed).isEmpty();
    }
  }

  private void act(StoreFixture fixture) throws IOException {
    StoreKey key = universe.get(random.nextInt(universe.size()));
    switch (random.nextInt(100)) {
      case 0, 1, 2 -> fixture.store.freeze();
      case 3, 4, 5 -> fixture.store.flush();
      case 6 -> {
        // Twice: the first freeze does nothing if something is frozen already.
        fixture.flush();
        fixture.flush();
        fixture.reopen();
      }
      default -> {
        if (random.nextInt(3) == 0) {
          fixture.delete(key);
        } else {
          fixture.put(key, randomValue());
        }
      }
    }
  }

  private void compare(StoreFixture fixture) {
    for (StoreKey key : universe) {
      assertThat(fixture.store.get(key))
          .as("seed %d, key %s", seed, key)
          .isEqualTo(fixture.model.get(key));
    }
    for (int table = 1; table <= TABLES; table++) {
      assertThat(fixture.store.counts(table))
          .as("seed %d", seed)
          .isEqualTo(fixture.modelCounts(table));
    }
    compareRange(fixture, StoreFixture.start(0), StoreFixture.start(TABLES + 1));
    for (int i = 0; i < 20; i++) {
      compareRange(fixture, randomBound(), randomBound());
    }
  }

  private void compareRange(StoreFixture fixture, StoreKey lower, StoreKey upper) {
    for (boolean forward : new boolean[] {true, false}) {
      assertThat(fixture.keys(lower, upper, forward))
          .as("seed %d, from %s to %s, forward %s", seed, lower, upper, forward)
          .isEqualTo(fixture.modelKeys(lower, upper, forward));
    }
    try (StoreCursor cursor = fixture.store.cursor(lower, upper, true)) {
      while (cursor.next()) {
        assertThat(cursor.value())
            .as("seed %d, key %s", seed, cursor.key())
            .isEqualTo(fixture.model.get(cursor.key()));
      }
    }
  }

  private StoreKey randomBound() {
    return random.nextBoolean() ? randomKey() : universe.get(random.nextInt(universe.size()));
  }

  /** Of few tables, few letters and all lengths: so keys share long beginnings. */
  private StoreKey randomKey() {
    int length =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(4);
          case 1 -> 480 + random.nextInt(24);
          case 2 -> 980 + random.nextInt(24);
          default -> random.nextInt(2_200);
        };
    byte[] sortKey = new byte[length];
    java.util.Arrays.fill(sortKey, (byte) (random.nextInt(8) == 0 ? 0xFF : 'a'));
    for (int i = 0; i < random.nextInt(3) && length > 0; i++) {
      sortKey[random.nextBoolean() ? length - 1 : random.nextInt(length)] = (byte) random.nextInt();
    }
    return StoreFixture.key(1 + random.nextInt(TABLES), sortKey);
  }

  private byte[] randomValue() {
    int length =
        switch (random.nextInt(8)) {
          case 0 -> 4_040 + random.nextInt(20);
          case 1 -> 8_090 + random.nextInt(20);
          case 2 -> random.nextInt(100_000);
          default -> random.nextInt(1_500);
        };
    byte[] value = new byte[length];
    random.nextBytes(value);
    return value;
  }
}
