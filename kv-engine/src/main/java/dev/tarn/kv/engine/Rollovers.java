package dev.tarn.kv.engine;

import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Has the shards closed that have been open long enough, and their children opened; a few streams
 * at a time, as those of tables that were made together are due together.
 */
final class Rollovers {
  /** The most streams of a round. */
  static final int MAX_STREAMS_AT_ONCE = 64;

  private final long ageMs;
  private final Consumer<Submission> queue;

  /**
   * The rollovers of a database.
   *
   * @param age how long a shard is open
   */
  Rollovers(Duration age, Consumer<Submission> queue) {
    this.ageMs = age.toMillis();
    this.queue = queue;
  }

  /** Submits the rollover of streams that are due. */
  void sweep(Catalog catalog, long nowMs) {
    catalog.tables().values().stream()
        .filter(table -> isDue(table, nowMs))
        .limit(MAX_STREAMS_AT_ONCE)
        .forEach(table -> queue.accept(new Submission.RollOver(table)));
  }

  private boolean isDue(TableDefinition table, long nowMs) {
    if (!table.hasEnabledStream()) {
      return false;
    }
    StreamDefinition latest = table.streams().getLast();
    return nowMs - latest.shardsOpenedMs() >= ageMs
        && !latest.isFull(TableEvaluation.trimmedMs(nowMs));
  }
}
