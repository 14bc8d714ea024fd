package dev.tarn.kv.table;

/**
 * The capacity set for a table, in units per second; both zero for an on-demand table.
 *
 * @param readCapacityUnits reads of 4 KB
 * @param writeCapacityUnits writes of 1 KB
 */
public record ProvisionedThroughput(long readCapacityUnits, long writeCapacityUnits) {
  /** What an on-demand table shows. */
  public static final ProvisionedThroughput NONE = new ProvisionedThroughput(0, 0);
}
