package dev.tarn.kv.engine;

import dev.tarn.kv.store.StoreOptions;
import dev.tarn.partitioner.PartitionMap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What an engine is opened with.
 *
 * @param directory where the partitions' stores are
 * @param partitions how the hash space is divided; the same at each opening
 * @param store the settings of every partition's store
 * @param clock the time that commits are stamped with
 * @param tableDelay how long tables take to be created, updated and deleted
 * @param throughput what holds tables to their throughput
 * @param shardRollover how long a stream's shards are open before their children are
 * @param reserve the room that writes leave free
 */
public record EngineOptions(
    Path directory,
    PartitionMap partitions,
    StoreOptions store,
    InstantSource clock,
    Duration tableDelay,
    Throughput throughput,
    Duration shardRollover,
    DiskReserve reserve) {
  /** About what the service does. */
  public static final Duration DEFAULT_SHARD_ROLLOVER = Duration.ofHours(4);

  /** Tables change at once. */
  public EngineOptions(
      Path directory, PartitionMap partitions, StoreOptions store, InstantSource clock) {
    this(
        directory,
        partitions,
        store,
        clock,
        Duration.ZERO,
        Throughput.UNLIMITED,
        DEFAULT_SHARD_ROLLOVER,
        DiskReserve.NONE);
  }

  /** Tables take a while to be created, updated and deleted. */
  public EngineOptions withTableDelay(Duration delay) {
    return new EngineOptions(
        directory, partitions, store, clock, delay, throughput, shardRollover, reserve);
  }

  /** Tables are held to their throughput. */
  public EngineOptions withThroughput(Throughput enforced) {
    return new EngineOptions(
        directory, partitions, store, clock, tableDelay, enforced, shardRollover, reserve);
  }

  /** Shards are open for another time. */
  public EngineOptions withShardRollover(Duration age) {
    return new EngineOptions(
        directory, partitions, store, clock, tableDelay, throughput, age, reserve);
  }

  /** Writes leave room free on the disk. */
  public EngineOptions withReserve(DiskReserve left) {
    return new EngineOptions(
        directory, partitions, store, clock, tableDelay, throughput, shardRollover, left);
  }
}
