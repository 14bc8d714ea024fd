package dev.tarn.kv.table;

/** What a table can take at once. Shown, not enforced. */
public record WarmThroughput(long readUnitsPerSecond, long writeUnitsPerSecond) {
  /** What every on-demand table can take from the start (developer guide, "Warm throughput"). */
  public static final WarmThroughput ON_DEMAND = new WarmThroughput(12_000, 4_000);
}
