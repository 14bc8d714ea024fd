package dev.tarn.stream.shard;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.StreamDefinition.ShardGeneration;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.record.SequenceNumber;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShardLineageTest {
  private static final StreamDefinition FIRST =
      new StreamDefinition("label", StreamViewType.KEYS_ONLY, 1000, 10, null);

  @Test
  void opensAShardForEachPartition() {
    List<Shard> shards = lineage(FIRST).shards();
    assertThat(shards)
        .hasSize(3)
        .allSatisfy(
            shard -> {
              assertThat(shard.parentId()).isNull();
              assertThat(shard.isClosed()).isFalse();
              assertThat(shard.startingSequenceNumber()).isEqualTo(new SequenceNumber(10));
              assertThat(shard.endingSequenceNumber()).isNull();
            });
    assertThat(shards).extracting(Shard::id).doesNotHaveDuplicates();
    assertThat(shards)
        .extracting(shard -> shard.range().partition())
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void aRolloverClosesEveryShardAndOpensItsChild() {
    StreamDefinition rolled = FIRST.rolledOver(new ShardGeneration(2000, 50), 0);
    ShardLineage lineage = lineage(rolled);
    assertThat(lineage.shards()).hasSize(6);
    for (int partition = 0; partition < 3; partition++) {
      Shard parent = requireNonNull(lineage.find(1000, partition));
      Shard child = requireNonNull(lineage.find(2000, partition));
      assertThat(parent.isClosed()).isTrue();
      assertThat(parent.endingSequenceNumber()).isEqualTo(new SequenceNumber(49));
      assertThat(child.isClosed()).isFalse();
      assertThat(child.parentId()).isEqualTo(parent.id());
      assertThat(child.startingSequenceNumber()).isEqualTo(new SequenceNumber(50));
      assertThat(lineage.find(child.id())).isEqualTo(child);
    }
  }

  @Test
  void theEndOfTheStreamClosesItsLastShards() {
    StreamDefinition ended = FIRST.disabled(new StreamDefinition.End(3000, 77));
    assertThat(lineage(ended).shards())
        .allSatisfy(
            shard -> {
              assertThat(shard.closedMs()).isEqualTo(3000);
              assertThat(shard.endingSequenceNumber()).isEqualTo(new SequenceNumber(77));
            });
  }

  @Test
  void aRolloverForgetsShardsThatHaveNothingToRead() {
    StreamDefinition rolled =
        FIRST
            .rolledOver(new ShardGeneration(2000, 50), 0)
            .rolledOver(new ShardGeneration(3000, 60), 2000)
            .rolledOver(new ShardGeneration(4000, 70), 3001);
    assertThat(rolled.generations())
        .extracting(ShardGeneration::openedMs)
        .containsExactly(2000L, 3000L, 4000L);
  }

  @Test
  void aRolloverKeepsTheNameOfAParentWhoseChildCanBeRead() {
    StreamDefinition rolled =
        FIRST
            .rolledOver(new ShardGeneration(2000, 50), 0)
            .rolledOver(new ShardGeneration(3000, 60), 2001);
    assertThat(requireNonNull(lineage(rolled).find(2000, 0)).parentId())
        .isEqualTo(requireNonNull(lineage(FIRST).find(1000, 0)).id());
  }

  @Test
  void findsNoShardThatIsNotThere() {
    assertThat(lineage(FIRST).find(1001, 0)).isNull();
    assertThat(lineage(FIRST).find(1000, 3)).isNull();
    assertThat(lineage(FIRST).find(new ShardId("shardId-00000000000000001000-00000000"))).isNull();
  }

  private static ShardLineage lineage(StreamDefinition stream) {
    return new ShardLineage(
        new TableStream(StreamFixture.table(1, "orders", List.of(stream)), stream),
        new PartitionMap(3));
  }
}
