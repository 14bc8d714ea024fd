package dev.tarn.kv.engine;

import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One page of a Query or Scan, read in slices so that no read transaction and no event loop is held
 * for long.
 *
 * <p>The page ends at its limit of items looked at, or with the item that brings what was looked at
 * to 1 MB, or with the range. The filter is applied after that is counted, as on the service.
 */
public final class PageRead {
  /** What a page may look at, in bytes by {@link dev.tarn.kv.item.ItemSize}. */
  public static final long MAX_PAGE_BYTES = 1L << 20;

  private final ItemCursor.Source source;
  private final boolean forward;
  private final int limit;
  private final @Nullable Condition filter;
  private final boolean keepItems;
  private final UnaryOperator<EncodedItem> fetch;
  private final List<EncodedItem> items = new ArrayList<>();
  private KeyRange rest;
  private int count;
  private int scannedCount;
  private long scannedBytes;
  private @Nullable EncodedItem lastEvaluated;
  private boolean finished;

  PageRead(
      ItemCursor.Source source,
      KeyRange range,
      boolean forward,
      int limit,
      @Nullable Condition filter,
      boolean keepItems,
      UnaryOperator<EncodedItem> fetch) {
    this.source = source;
    this.rest = range;
    this.forward = forward;
    this.limit = limit;
    this.filter = filter;
    this.keepItems = keepItems;
    this.fetch = fetch;
    this.finished = range.isEmpty();
  }

  /**
   * Reads on.
   *
   * @param maxItems the most items to look at in this slice
   * @return whether the page is complete
   */
  public boolean advance(int maxItems) {
    if (finished) {
      return true;
    }
    StoreKey last = null;
    try (ItemCursor cursor = source.cursor(rest, forward)) {
      for (int i = 0; i < maxItems && !finished; i++) {
        if (cursor.next()) {
          last = cursor.key();
          look(cursor.item());
        } else {
          finished = true;
        }
      }
    }
    if (!finished && last != null) {
      rest = forward ? rest.from(KeyRange.after(last)) : rest.before(last);
    }
    return finished;
  }

  /** The items that passed the filter; empty if only their number was asked for. */
  public List<EncodedItem> items() {
    return items;
  }

  /** How many items passed the filter. */
  public int count() {
    return count;
  }

  /** How many items were looked at. */
  public int scannedCount() {
    return scannedCount;
  }

  /** The size of the items looked at, in bytes. */
  public long scannedBytes() {
    return scannedBytes;
  }

  /** The last item looked at if the page ended before the range did, else null. */
  public @Nullable EncodedItem lastEvaluated() {
    return lastEvaluated;
  }

  private void look(EncodedItem stored) {
    scannedCount++;
    scannedBytes += stored.size();
    EncodedItem item = fetch.apply(stored);
    if (filter == null || filter.test(item.decode())) {
      count++;
      if (keepItems) {
        items.add(item);
      }
    }
    if (scannedCount == limit || scannedBytes >= MAX_PAGE_BYTES) {
      lastEvaluated = item;
      finished = true;
    }
  }
}
