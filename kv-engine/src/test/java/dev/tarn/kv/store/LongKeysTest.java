package dev.tarn.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.key.StoreKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys around the lengths at which a key continues in another node: 511 bytes, and every 499 more.
 * One key of each length, all of them beginnings of the longest, and beside each its greater and
 * its smaller sibling.
 */
final class LongKeysTest {
  private static final List<Integer> LENGTHS =
      IntStream.of(510, 511, 512, 1009, 1010, 1011, 1022, 1508, 1509, 1510, 2100).boxed().toList();

  @TempDir private Path directory;
  private StoreFixture fixture;
  private List<StoreKey> keys;

  @BeforeEach
  void fill() throws IOException {
    fixture = new StoreFixture(directory);
    keys = LENGTHS.stream().flatMap(LongKeysTest::siblings).sorted().toList();
    for (StoreKey key : keys.reversed()) {
      fixture.put(key, ascii("value of " + key));
    }
    fixture.flush();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void areFoundByTheirFullLength() {
    for (StoreKey key : keys) {
      assertThat(fixture.store.get(key)).isEqualTo(ascii("value of " + key));
      assertThat(fixture.store.get(longer(key))).isNull();
    }
  }

  @Test
  void areInOrderBothWays() {
    StoreKey lower = StoreFixture.start(StoreFixture.TABLE);
    StoreKey upper = StoreFixture.start(StoreFixture.TABLE + 1);
    assertThat(fixture.keys(lower, upper, true)).isEqualTo(keys);
    assertThat(fixture.keys(lower, upper, false))
        .isEqualTo(keys.stream().sorted(Comparator.reverseOrder()).toList());
  }

  @Test
  void boundRangesOfAnyLength() {
    List<StoreKey> bounds =
        Stream.concat(keys.stream(), keys.stream().map(LongKeysTest::longer)).sorted().toList();
    for (StoreKey lower : bounds) {
      for (StoreKey upper : bounds) {
        for (boolean forward : new boolean[] {true, false}) {
          assertThat(fixture.keys(lower, upper, forward))
              .as("%d to %d bytes", lower.bytes().length, upper.bytes().length)
              .isEqualTo(fixture.modelKeys(lower, upper, forward));
        }
      }
    }
  }

  @Test
  void leaveNoNodeBehindWhenDeleted() throws IOException {
    for (StoreKey key : keys) {
      fixture.delete(key);
      fixture.flush();
      assertThat(fixture.faults()).as("after %s", key).isEmpty();
      assertThat(fixture.keys(StoreFixture.start(0), StoreFixture.start(9), true))
          .isEqualTo(List.copyOf(fixture.model.keySet()));
    }
    assertThat(fixture.store.counts(StoreFixture.TABLE)).isEqualTo(TableCounts.ZERO);
  }

  private static Stream<StoreKey> siblings(int length) {
    byte[] sortKey = new byte[length - StoreKey.SORT_KEY_OFFSET];
    Arrays.fill(sortKey, (byte) 'm');
    return Stream.of('a', 'm', 'z')
        .map(
            last -> {
              byte[] sibling = sortKey.clone();
              sibling[sibling.length - 1] = (byte) last.charValue();
              return StoreFixture.key(StoreFixture.TABLE, sibling);
            });
  }

  private static StoreKey longer(StoreKey key) {
    return StoreKey.wrap(Arrays.copyOf(key.bytes(), key.bytes().length + 1));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
