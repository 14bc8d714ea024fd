package dev.tarn.kv.engine;

import dev.tarn.kv.key.KeyRange;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a database does by itself, about once a second on the flusher's thread: removes what was
 * deleted or has expired, and goes on with what is not complete.
 */
final class Housekeeping {
  private static final long CHECKPOINT_INTERVAL_MS = 30_000;
  private static final long TOKEN_SWEEP_MS = 60_000;
  private static final int MAX_TOKENS_SWEPT = 4_096;

  private final Partitions partitions;
  private final InstantSource clock;
  private final DiskReserve reserve;
  private final Throughput throughput;
  private final Removals removals;
  private final Backfills backfills;
  private final Expirations expirations;
  private final Rollovers rollovers;
  private final @Nullable IndexHistory indexHistory;
  private final Consumer<Submission> queue;
  private final Runnable checkpoint;
  private long tokensSweptMs;
  private long checkpointMs;

  /**
   * The housekeeping of a database.
   *
   * @param checkpoint run every 30 seconds. It bounds what a restart has to replay, and how long a
   *     quiet partition's last write keeps segments of the log from being deleted
   */
  Housekeeping(
      EngineOptions options,
      Partitions partitions,
      TableLife life,
      Backfills backfills,
      Expirations expirations,
      @Nullable IndexHistory indexHistory,
      Consumer<Submission> queue,
      Runnable checkpoint) {
    this.partitions = partitions;
    this.clock = options.clock();
    this.reserve = options.reserve();
    this.throughput = options.throughput();
    this.removals = new Removals(partitions, life, queue);
    this.backfills = backfills;
    this.expirations = expirations;
    this.rollovers = new Rollovers(options.shardRollover(), queue);
    this.indexHistory = indexHistory;
    this.queue = queue;
    this.checkpoint = checkpoint;
    this.checkpointMs = clock.millis();
  }

  /** Submits or does what is due. */
  void run(Catalog catalog) {
    long nowMs = clock.millis();
    reserve.lookAgain();
    removals.sweep(catalog, nowMs);
    backfills.resume();
    expirations.sweep(catalog, nowMs / 1_000);
    rollovers.sweep(catalog, nowMs);
    throughput.retain(catalog);
    if (indexHistory != null) {
      indexHistory.forget();
    }
    if (nowMs - tokensSweptMs >= TOKEN_SWEEP_MS) {
      tokensSweptMs = nowMs;
      forgetTokens(nowMs);
    }
    if (nowMs - checkpointMs >= CHECKPOINT_INTERVAL_MS) {
      checkpointMs = nowMs;
      checkpoint.run();
    }
  }

  private void forgetTokens(long nowMs) {
    KeyRange tokens = SystemTable.TOKENS.range();
    try (ItemCursor cursor = partitions.cursor(tokens, true)) {
      for (int i = 0; i < MAX_TOKENS_SWEPT && cursor.next(); i++) {
        if (ClientRequestToken.isOver(cursor.item(), nowMs)) {
          queue.accept(new Submission.Forget(cursor.key(), cursor.item()));
        }
      }
    }
  }
}
