package dev.tarn.kv.engine;

import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexStatus;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TimeToLive;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps the filling of new indexes going: slice after slice for each table, each submitted when the
 * one before is durable, so that writes go on between them. Where it stands is in the table's
 * definition: after a restart it goes on from there.
 */
final class Backfills {
  private final Consumer<Submission> queue;
  private final Supplier<Catalog> catalog;
  private final Predicate<TableDefinition> isSettled;

  /** The numbers of the tables of which a slice is under way. */
  private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();

  /**
   * Backfills of the tables in a catalog.
   *
   * @param isSettled whether a table's update, which may take a while, is over
   */
  Backfills(
      Consumer<Submission> queue, Supplier<Catalog> catalog, Predicate<TableDefinition> isSettled) {
    this.queue = queue;
    this.catalog = catalog;
    this.isSettled = isSettled;
  }

  /** Submits the next slice of every table that has an index to fill and no slice under way. */
  void resume() {
    for (TableDefinition table : catalog.get().tables().values()) {
      if (hasIndexToFill(table) && isSettled.test(table) && underWay.add(table.number())) {
        submit(table.number());
      }
    }
  }

  private static boolean hasIndexToFill(TableDefinition table) {
    TimeToLive timeToLive = table.timeToLive();
    return table.indexes().stream().anyMatch(Backfills::isToFill)
        || (timeToLive != null && !timeToLive.complete());
  }

  static boolean isToFill(IndexDefinition index) {
    return index.status() == IndexStatus.CREATING;
  }

  private void submit(int table) {
    TableDefinition before = catalog.get().table(table);
    queue.accept(
        new Submission.Backfill(
            table,
            () -> {
              underWay.remove(table);
              TableDefinition after = catalog.get().table(table);
              // A slice that was refused is tried again in the next round of housekeeping.
              if (after != null && !after.equals(before)) {
                resume();
              }
            }));
  }
}
