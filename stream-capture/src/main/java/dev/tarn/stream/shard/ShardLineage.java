package dev.tarn.stream.shard;

import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.StreamDefinition.ShardGeneration;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.log.ShardRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream's shards.
 *
 * <pre>
 *                 generation 0         generation 1         generation 2
 * partition 0     |--- closed ---------|--- closed ---------|--- open ---
 * partition 1     |--- closed ---------|--- closed ---------|--- open ---
 *                 start                start                start
 * </pre>
 *
 * <p>A shard's parent is the one before it of the same partition.
 *
 * @param stream the stream
 * @param partitions how many shards a generation has
 */
record ShardLineage(TableStream stream, PartitionMap partitions) {
  /** Every shard, in the order of their names: older ones first. */
  List<Shard> shards() {
    List<Shard> shards = new ArrayList<>();
    for (int generation = 0; generation < generations().size(); generation++) {
      for (int partition = 0; partition < partitions.partitions(); partition++) {
        shards.add(shard(generation, partition));
      }
    }
    shards.sort(Comparator.comparing(shard -> shard.id().value()));
    return shards;
  }

  /** The shard with the name, or null. */
  @Nullable Shard find(ShardId id) {
    for (Shard shard : shards()) {
      if (shard.id().equals(id)) {
        return shard;
      }
    }
    return null;
  }

  /** The shard that a partition opened at a moment, or null. */
  @Nullable Shard find(long openedMs, int partition) {
    for (int generation = 0; generation < generations().size(); generation++) {
      if (generations().get(generation).openedMs() == openedMs) {
        return partition < partitions.partitions() ? shard(generation, partition) : null;
      }
    }
    return null;
  }

  private Shard shard(int generation, int partition) {
    ShardGeneration opened = generations().get(generation);
    ShardId parent = generation == 0 ? null : id(generations().get(generation - 1), partition);
    StreamDefinition.End end = stream.stream().end();
    long closedMs = end == null ? Long.MAX_VALUE : end.disabledMs();
    long last = end == null ? Long.MAX_VALUE : end.lastSequenceNumber();
    if (generation + 1 < generations().size()) {
      ShardGeneration next = generations().get(generation + 1);
      closedMs = next.openedMs();
      last = next.startSequenceNumber() - 1;
    }
    return new Shard(
        id(opened, partition),
        parent,
        opened.openedMs(),
        closedMs,
        new ShardRange(stream.table().number(), partition, opened.startSequenceNumber(), last));
  }

  private ShardId id(ShardGeneration generation, int partition) {
    return ShardId.of(generation.openedMs(), stream.table().number(), partition);
  }

  private List<ShardGeneration> generations() {
    return stream.stream().generations();
  }
}
