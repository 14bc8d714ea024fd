package dev.tarn.kv.engine;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexStatus;
import dev.tarn.kv.table.TableDefinition;
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
        return read(table, index, head);
      }
    }
    return null;
  }

  private static BackfillSlice read(TableDefinition table, IndexDefinition index, LogHead head) {
    List<Change> changes = new ArrayList<>();
    StoreKey last = null;
    long bytes = 0;
    try (ItemCursor cursor = head.visible(rest(table, index))) {
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
      IndexDefinition filled =
          found && last != null
              ? index.backfilledTo(last.bytes())
              : index.withStatus(IndexStatus.ACTIVE);
      return new BackfillSlice(table, table.withChanged(filled), changes);
    }
  }

  private static KeyRange rest(TableDefinition table, IndexDefinition index) {
    KeyRange all = KeyRange.ofHashes(table.number(), HashRange.ALL);
    return index.backfilledTo() == null
        ? all
        : all.from(KeyRange.after(StoreKey.wrap(index.backfilledTo().bytes())));
  }
}
