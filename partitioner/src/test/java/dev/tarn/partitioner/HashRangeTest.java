package dev.tarn.partitioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HashRangeTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 10, 1000, 1024, 999_999, 1_000_000})
  void slicesFollowOneAnotherAndCoverEveryHash(int count) {
    assertThat(HashRange.slice(0, count).first()).isZero();
    assertThat(HashRange.slice(count - 1, count).last()).isEqualTo(-1L);
    for (int index = 1; index < count; index++) {
      assertThat(HashRange.slice(index, count).first())
          .isEqualTo(HashRange.slice(index - 1, count).last() + 1);
    }
  }

  @RepeatedTest(20)
  void locateIsTheInverseOfSlice() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int count = 1 + random.nextInt(1_000_000);
    for (int i = 0; i < 1000; i++) {
      long hash = random.nextLong();
      int index = HashRange.locate(hash, count);
      assertThat(HashRange.slice(index, count).contains(hash))
          .as("hash %d of %d slices, seed %d", hash, count, seed)
          .isTrue();
    }
    int index = random.nextInt(count);
    HashRange slice = HashRange.slice(index, count);
    assertThat(HashRange.locate(slice.first(), count)).isEqualTo(index);
    assertThat(HashRange.locate(slice.last(), count)).isEqualTo(index);
  }

  @Test
  void rejectsASliceThatIsNotThere() {
    assertThatThrownBy(() -> HashRange.slice(4, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ScanSegment(-1, 4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void overlapsComparesUnsigned() {
    HashRange low = new HashRange(0, Long.MAX_VALUE);
    HashRange high = new HashRange(Long.MIN_VALUE, -1L);
    assertThat(low.overlaps(high)).isFalse();
    assertThat(HashRange.ALL.overlaps(low)).isTrue();
    assertThat(HashRange.ALL.overlaps(high)).isTrue();
  }

  @Test
  void everyPartitionGetsItsShareOfKeys() {
    PartitionMap map = new PartitionMap(4);
    int[] keys = new int[4];
    for (int i = 0; i < 4000; i++) {
      keys[map.locate(KeyHash.of(("user#" + i).getBytes(StandardCharsets.UTF_8)))]++;
    }
    assertThat(IntStream.of(keys).boxed())
        .allSatisfy(share -> assertThat(share).isBetween(800, 1200));
  }

  @Test
  void shardsOfOneMomentHaveDifferentNames() {
    ShardId first = ShardId.of(1_732_104_000_000L, 7, 0);
    assertThat(first.value()).matches("shardId-00000001732104000000-[0-9a-f]{8}");
    assertThat(first).isNotEqualTo(ShardId.of(1_732_104_000_000L, 7, 1));
  }
}
