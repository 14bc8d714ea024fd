package dev.tarn.kv.store;

/**
 * How a store is kept.
 *
 * @param mapSizeBytes the most an LMDB file may grow to; reserves addresses, not disk
 * @param memtableLimitBytes when a memtable is due to be flushed
 * @param durable whether a flush is synced; false is for data that is thrown away in the end
 */
public record StoreOptions(long mapSizeBytes, long memtableLimitBytes, boolean durable) {
  private static final long DEFAULT_MAP_SIZE_BYTES = 64L << 30;
  private static final long DEFAULT_MEMTABLE_LIMIT_BYTES = 16L << 20;

  /** For data that is kept. */
  public static final StoreOptions DURABLE =
      new StoreOptions(DEFAULT_MAP_SIZE_BYTES, DEFAULT_MEMTABLE_LIMIT_BYTES, true);

  /** For data that is thrown away when the process ends. */
  public static final StoreOptions THROWN_AWAY =
      new StoreOptions(DEFAULT_MAP_SIZE_BYTES, DEFAULT_MEMTABLE_LIMIT_BYTES, false);

  /** Checks the limits. */
  public StoreOptions {
    if (mapSizeBytes <= 0 || memtableLimitBytes <= 0) {
      throw new IllegalArgumentException("a store's limits are positive");
    }
  }

  /** The same with another limit for memtables. */
  public StoreOptions withMemtableLimitBytes(long limitBytes) {
    return new StoreOptions(mapSizeBytes, limitBytes, durable);
  }
}
