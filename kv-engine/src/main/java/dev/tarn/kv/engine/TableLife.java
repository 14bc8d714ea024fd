package dev.tarn.kv.engine;

import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableStatus;
import java.time.Duration;
import java.time.InstantSource;

/** Tells where tables are in their lives now, by how long it takes to change them. */
final class TableLife {
  private final InstantSource clock;
  private final long delayMs;

  /**
   * The lives of a database's tables.
   *
   * @param delay how long tables take to be created, updated and deleted
   */
  TableLife(InstantSource clock, Duration delay) {
    this.clock = clock;
    this.delayMs = delay.toMillis();
  }

  TableStatus status(TableDefinition table) {
    return delayMs == 0 && table.times().deletedMs() == 0
        ? TableStatus.ACTIVE
        : TableStatus.of(table, clock.millis(), delayMs);
  }

  /** Whether its last update, which may take a while, is over. */
  boolean isSettled(TableDefinition table) {
    return status(table) != TableStatus.UPDATING;
  }

  /** Whether it was asked to be deleted, long enough ago. */
  boolean isOver(TableDefinition table) {
    long deletedMs = table.times().deletedMs();
    return deletedMs != 0 && clock.millis() >= deletedMs + delayMs;
  }
}
