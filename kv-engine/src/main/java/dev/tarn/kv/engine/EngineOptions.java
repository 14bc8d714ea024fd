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
 * @param streamRetention how long the streams of deleted tables stay readable
 * @param clock the time that commits are stamped with
 * @param tableDelay how long tables take to be created, updated and deleted
 * @param throughput what holds tables to their throughput
 */
public record EngineOptions(
    Path directory,
    PartitionMap partitions,
    StoreOptions store,
    Duration streamRetention,
    InstantSource clock,
    Duration tableDelay,
    Throughput throughput) {
  /** Tables change at once. */
  public EngineOptions(
      Path directory,
      PartitionMap partitions,
      StoreOptions store,
      Duration streamRetention,
      InstantSource clock) {
    this(directory, partitions, store, streamRetention, clock, Duration.ZERO, Throughput.UNLIMITED);
  }

  /** Tables take a while to be created, updated and deleted. */
  public EngineOptions withTableDelay(Duration delay) {
    return new EngineOptions(
        directory, partitions, store, streamRetention, clock, delay, throughput);
  }

  /** Tables are held to their throughput. */
  public EngineOptions withThroughput(Throughput enforced) {
    return new EngineOptions(
        directory, partitions, store, streamRetention, clock, tableDelay, enforced);
  }
}
