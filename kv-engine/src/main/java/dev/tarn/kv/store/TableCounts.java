package dev.tarn.kv.store;

/**
 * What a table holds.
 *
 * @param itemCount its items
 * @param sizeBytes their size together
 */
public record TableCounts(long itemCount, long sizeBytes) {
  /** Nothing. */
  public static final TableCounts ZERO = new TableCounts(0, 0);

  /** These with so much more. */
  public TableCounts plus(long items, long bytes) {
    return new TableCounts(itemCount + items, sizeBytes + bytes);
  }
}
