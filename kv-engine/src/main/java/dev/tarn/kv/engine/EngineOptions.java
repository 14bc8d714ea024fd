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
 */
public record EngineOptions(
    Path directory,
    PartitionMap partitions,
    StoreOptions store,
    Duration streamRetention,
    InstantSource clock) {}
