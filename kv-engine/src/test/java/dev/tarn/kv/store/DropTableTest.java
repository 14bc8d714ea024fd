package dev.tarn.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.key.StoreKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three tables, of which the middle one is dropped. Each has short and long keys and values. */
final class DropTableTest {
  private static final int DROPPED = 5;
  private static final int ENTRIES = 3_000;

  @TempDir private Path directory;
  private StoreFixture fixture;

  @BeforeEach
  void fill() throws IOException {
    fixture = new StoreFixture(directory);
    for (int table = DROPPED - 1; table <= DROPPED + 1; table++) {
      for (int i = 0; i < ENTRIES; i++) {
        fixture.put(key(table, i), new byte[i % 100 == 0 ? 20_000 : 10]);
      }
    }
    fixture.flush();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void deletesAllOfTheTableAndNothingElse() throws IOException {
    drop();
    checkDropped();
  }

  @Test
  void hidesTheTableFromTheFirstCallOn() throws IOException {
    fixture.put(key(DROPPED, 0), new byte[1]);
    fixture.store.dropTable(DROPPED);
    assertThat(fixture.store.get(key(DROPPED, 0))).isNull();
    assertThat(fixture.store.get(key(DROPPED, ENTRIES - 1))).isNull();
    assertThat(fixture.keys(start(DROPPED), start(DROPPED + 1), true)).isEmpty();
    assertThat(fixture.store.counts(DROPPED)).isEqualTo(TableCounts.ZERO);
  }

  @Test
  void doesNotBringBackWhatIsInMemory() throws IOException {
    fixture.put(key(DROPPED, ENTRIES), new byte[1]);
    fixture.store.freeze();
    fixture.put(key(DROPPED, ENTRIES + 1), new byte[1]);
    drop();
    fixture.store.flush();
    fixture.flush();
    checkDropped();
  }

  @Test
  void isContinuedAfterARestart() throws IOException {
    fixture.close();
    Environment environment = Environment.open(directory, StoreFixture.OPTIONS);
    try (WriteTransaction write = new WriteTransaction(environment)) {
      assertThat(write.dropTable(DROPPED, ENTRIES / 2)).isFalse();
      write.commit();
    }
    environment.close();
    fixture.reopen();
    assertThat(fixture.faults()).isEmpty();
    assertThat(fixture.keys(start(DROPPED), start(DROPPED + 1), true))
        .hasSizeBetween(ENTRIES / 2, ENTRIES - 1);
    drop();
    checkDropped();
  }

  @Test
  void isDoneAgainWithoutHarm() throws IOException {
    drop();
    assertThat(fixture.store.dropTable(DROPPED)).isTrue();
    fixture.reopen();
    assertThat(fixture.store.dropTable(DROPPED)).isTrue();
    checkDropped();
  }

  private void drop() throws IOException {
    int calls = 0;
    while (!fixture.store.dropTable(DROPPED)) {
      assertThat(++calls).isLessThan(ENTRIES);
    }
  }

  private void checkDropped() throws IOException {
    fixture.reopen();
    fixture.model.subMap(start(DROPPED), start(DROPPED + 1)).clear();
    assertThat(fixture.keys(start(0), start(DROPPED + 2), true))
        .isEqualTo(fixture.modelKeys(start(0), start(DROPPED + 2), true));
    for (int table = DROPPED - 1; table <= DROPPED + 1; table++) {
      assertThat(fixture.store.counts(table)).isEqualTo(fixture.modelCounts(table));
    }
    assertThat(fixture.faults()).isEmpty();
  }

  private static StoreKey key(int table, int i) {
    byte[] sortKey = new byte[i % 3 == 0 ? 2_000 : 10];
    Arrays.fill(sortKey, (byte) 'x');
    ByteBuffer.wrap(sortKey).putInt(sortKey.length - Integer.BYTES, i);
    return StoreFixture.key(table, sortKey);
  }

  private static StoreKey start(int table) {
    return StoreFixture.start(table);
  }
}
