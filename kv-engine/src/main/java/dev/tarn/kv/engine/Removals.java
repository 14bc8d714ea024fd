package dev.tarn.kv.engine;

import dev.tarn.kv.engine.Catalog.DeletedTable;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.util.function.Consumer;

/**
 * Removes the entries of deleted tables and dropped indexes from the stores, and in the end what is
 * remembered of them.
 */
final class Removals {
  private final Partitions partitions;
  private final TableLife life;
  private final Consumer<Submission> queue;

  Removals(Partitions partitions, TableLife life, Consumer<Submission> queue) {
    this.partitions = partitions;
    this.life = life;
    this.queue = queue;
  }

  /** Removes what was deleted or dropped, and ends the deletions that have taken their time. */
  void sweep(Catalog catalog, long nowMs) {
    catalog.deletedTables().forEach(deleted -> remove(deleted, catalog, nowMs));
    catalog.tables().values().forEach(this::removeDroppedIndexes);
    catalog.tables().values().stream()
        .filter(life::isOver)
        .forEach(table -> queue.accept(new Submission.EndDeletion(table.number())));
  }

  private void remove(DeletedTable deleted, Catalog catalog, long nowMs) {
    TableDefinition table = deleted.definition();
    partitions.dropTable(table.number());
    table.indexes().forEach(index -> partitions.dropTable(index.number()));
    table.droppedNumbers().forEach(partitions::dropTable);
    if (table.timeToLive() != null) {
      partitions.dropTable(table.timeToLive().number());
    }
    long retentionMs = StreamDefinition.RETENTION.toMillis();
    boolean readable = nowMs - deleted.deletedMs() <= 2 * retentionMs;
    // The newest number has to stay known: the next table's is counted from it.
    if (!readable && table.lastNumber() != catalog.nextTableNumber() - 1) {
      queue.accept(
          new Submission.Forget(
              SystemTable.DELETED_TABLES.keyOf(table), SystemTable.encode(deleted)));
    }
  }

  private void removeDroppedIndexes(TableDefinition table) {
    if (!life.isSettled(table)) {
      return;
    }
    for (int dropped : table.droppedNumbers()) {
      removeIndex(table, dropped);
    }
    for (IndexDefinition index : table.indexes()) {
      if (!index.takesWrites()) {
        removeIndex(table, index.number());
      }
    }
  }

  private void removeIndex(TableDefinition table, int index) {
    if (partitions.dropTable(index)) {
      queue.accept(new Submission.ForgetIndex(table.number(), index));
    }
  }
}
