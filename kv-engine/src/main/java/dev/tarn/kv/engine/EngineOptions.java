package dev.tarn.kv.engine;

import dev.tarn.kv.store.StoreOptions;
import dev.tarn.partitioner.PartitionMap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What an engine is opened with.
 *
 * @param directory where the partitions' stores are
 * @param partitions how the hash space is divided; the same at each opening
 * @param store the settings of every partition's store
 * @param clock the time that commits are stamped with
 * @param tableDelay how long tables take to be created, updated and deleted
 * @param indexDelay how long global indexes are behind their tables
 * @param throughput what holds tables to their throughput
 * @param shardRollover how long a stream's shards are open before their children are
 * @param reserve the room that writes leave free
 * @param maxCollectionBytes the size of the largest item collection in tables with local indexes
 */
public record EngineOptions(
    Path directory,
    PartitionMap partitions,
    StoreOptions store,
    InstantSource clock,
    Duration tableDelay,
    Duration indexDelay,
    Throughput throughput,
    Duration shardRollover,
    DiskReserve reserve,
    long maxCollectionBytes) {
  /** About what the service does. */
  public static final Duration DEFAULT_SHARD_ROLLOVER = Duration.ofHours(4);

  /** The service's limit of an item collection's size (developer guide, "Item collections"). */
  public static final long MAX_COLLECTION_BYTES = 10L << 30;

  /** Tables change at once, and so do their indexes. */
  public EngineOptions(
      Path directory, PartitionMap partitions, StoreOptions store, InstantSource clock) {
    this(
        directory,
        partitions,
        store,
        clock,
        Duration.ZERO,
        Duration.ZERO,
        Throughput.UNLIMITED,
        DEFAULT_SHARD_ROLLOVER,
        DiskReserve.NONE,
        MAX_COLLECTION_BYTES);
  }

  /** Tables take a while to be created, updated and deleted. */
  public EngineOptions withTableDelay(Duration delay) {
    return with(draft -> draft.tableDelay = delay);
  }

  /** Global indexes are a while behind their tables. */
  public EngineOptions withIndexDelay(Duration delay) {
    return with(draft -> draft.indexDelay = delay);
  }

  /** Tables are held to their throughput. */
  public EngineOptions withThroughput(Throughput enforced) {
    return with(draft -> draft.throughput = enforced);
  }

  /** Shards are open for another time. */
  public EngineOptions withShardRollover(Duration age) {
    return with(draft -> draft.shardRollover = age);
  }

  /** Writes leave room free on the disk. */
  public EngineOptions withReserve(DiskReserve left) {
    return with(draft -> draft.reserve = left);
  }

  /** Item collections have another limit. */
  public EngineOptions withMaxCollectionBytes(long maxBytes) {
    return with(draft -> draft.maxCollectionBytes = maxBytes);
  }

  private EngineOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** The options that can change. */
  private static final class Draft {
    private final EngineOptions base;
    private Duration tableDelay;
    private Duration indexDelay;
    private Throughput throughput;
    private Duration shardRollover;
    private DiskReserve reserve;
    private long maxCollectionBytes;

    Draft(EngineOptions base) {
      this.base = base;
      this.tableDelay = base.tableDelay;
      this.indexDelay = base.indexDelay;
      this.throughput = base.throughput;
      this.shardRollover = base.shardRollover;
      this.reserve = base.reserve;
      this.maxCollectionBytes = base.maxCollectionBytes;
    }

    EngineOptions options() {
      return new EngineOptions(
          base.directory,
          base.partitions,
          base.store,
          base.clock,
          tableDelay,
          indexDelay,
          throughput,
          shardRollover,
          reserve,
          maxCollectionBytes);
    }
  }
}
