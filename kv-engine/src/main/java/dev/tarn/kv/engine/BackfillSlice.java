package dev.tarn.kv.engine;

import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexStatus;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TimeToLive;
import dev.tarn.partitioner.HashRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some items that were there before a new index, to be derived again, and how far the index then
 * is.
 *
 * @param before the table
 * @param after the table with the index further on, or complete
 * @param changes the backfills of the items
 */
record BackfillSlice(TableDefinition before, TableDefinition after, List<Change> changes) {
  /** Bound how long other writes wait for a slice. */
  private static final int MAX_ITEMS = 100;

  private static final long MAX_BYTES = 256 << 10;

  /**
   * The next slice of a table, or null if it has no index to fill.
   *
   * <p>A walk over what readers see finds all that is needed: what was written after the index was
   * created has its entry anyway.
   */
  static @Nullable BackfillSlice of(TableDefinition table, LogHead head) {
    for (IndexDefinition index : table.indexes()) {
      if (Backfills.isToFill(index)) {
        return of(table, index, head);
      }
    }
    TimeToLive timeToLive = table.timeToLive();
    return timeToLive == null || timeToLive.complete() ? null : of(table, timeToLive, head);
  }

  private static BackfillSlice of(TableDefinition table, IndexDefinition index, LogHead head) {
    Items items = Items.read(rest(table, index.backfilledTo()), head);
    IndexDefinition filled =
        items.resumeAfter() == null
            ? index.withStatus(IndexStatus.ACTIVE)
            : index.backfilledTo(items.resumeAfter().bytes());
    return new BackfillSlice(table, table.withChanged(filled), items.changes());
  }

  private static BackfillSlice of(TableDefinition table, TimeToLive timeToLive, LogHead head) {
    Items items = Items.read(rest(table, timeToLive.backfilledTo()), head);
    TimeToLive filled =
        items.resumeAfter() == null
            ? timeToLive.completed()
            : timeToLive.backfilledTo(items.resumeAfter().bytes());
    return new BackfillSlice(table, table.withTimeToLive(filled), items.changes());
  }

  private static KeyRange rest(TableDefinition table, @Nullable Binary backfilledTo) {
    KeyRange all = KeyRange.ofHashes(table.number(), HashRange.ALL);
    return backfilledTo == null
        ? all
        : all.from(KeyRange.after(StoreKey.wrap(backfilledTo.bytes())));
  }

  /**
   * Items in the order of their keys.
   *
   * @param changes their backfills
   * @param resumeAfter the last one's key, or null if there are no more
   */
  private record Items(List<Change> changes, @Nullable StoreKey resumeAfter) {
    static Items read(KeyRange range, LogHead head) {
      List<Change> changes = new ArrayList<>();
      StoreKey last = null;
      long bytes = 0;
      try (ItemCursor cursor = head.visible(range)) {
        boolean found = cursor.next();
        for (int items = 1; found && items < MAX_ITEMS && bytes < MAX_BYTES; items++) {
          last = cursor.key();
          EncodedItem item = head.current(last);
          if (item != null) {
            bytes += item.size();
            changes.add(head.backfill(last, item));
          }
          found = cursor.next();
        }
        return new Items(changes, found ? last : null);
      }
    }
  }
}
