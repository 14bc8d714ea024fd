package dev.tarn.kv.table;

import org.jspecify.annotations.Nullable;

/** What a table or index can take at once. Shown, not enforced. */
public record WarmThroughput(long readUnitsPerSecond, long writeUnitsPerSecond) {
  /** What every on-demand table can take from the start (developer guide, "Warm throughput"). */
  public static final WarmThroughput ON_DEMAND = new WarmThroughput(12_000, 4_000);

  /**
   * What a table or index shows.
   *
   * @param asked what it was asked to be ready for, or null
   */
  public static WarmThroughput shown(
      @Nullable WarmThroughput asked, BillingMode billingMode, ProvisionedThroughput throughput) {
    if (asked != null) {
      return asked;
    }
    return billingMode == BillingMode.PAY_PER_REQUEST
        ? ON_DEMAND
        : new WarmThroughput(throughput.readCapacityUnits(), throughput.writeCapacityUnits());
  }
}
