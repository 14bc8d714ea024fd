package dev.tarn.kv.table;

/**
 * When a table's settings last changed: milliseconds since 1970, 0 for never.
 *
 * @param updatedMs any setting that takes the service a while
 * @param payPerRequestMs the billing mode, to on-demand
 * @param increasedMs the provisioned throughput, upwards
 * @param decreasedMs the provisioned throughput, downwards
 * @param tableClassMs the table class, after the table's creation
 * @param deletedMs its deletion began, and takes a while
 */
public record TableTimes(
    long updatedMs,
    long payPerRequestMs,
    long increasedMs,
    long decreasedMs,
    long tableClassMs,
    long deletedMs) {
  /** Nothing has changed yet. */
  public static final TableTimes NONE = new TableTimes(0, 0, 0, 0, 0, 0);

  /** A setting changed. */
  public TableTimes updated(long nowMs) {
    return new TableTimes(
        nowMs, payPerRequestMs, increasedMs, decreasedMs, tableClassMs, deletedMs);
  }

  /** The table is on-demand from now on. */
  public TableTimes payPerRequest(long nowMs) {
    return new TableTimes(updatedMs, nowMs, increasedMs, decreasedMs, tableClassMs, deletedMs);
  }

  /** The provisioned throughput changed from one to another. */
  public TableTimes throughputChanged(
      ProvisionedThroughput from, ProvisionedThroughput to, long nowMs) {
    boolean more =
        to.readCapacityUnits() > from.readCapacityUnits()
            || to.writeCapacityUnits() > from.writeCapacityUnits();
    boolean less =
        to.readCapacityUnits() < from.readCapacityUnits()
            || to.writeCapacityUnits() < from.writeCapacityUnits();
    return new TableTimes(
        updatedMs,
        payPerRequestMs,
        more ? nowMs : increasedMs,
        less ? nowMs : decreasedMs,
        tableClassMs,
        deletedMs);
  }

  /** The table class changed. */
  public TableTimes tableClassChanged(long nowMs) {
    return new TableTimes(updatedMs, payPerRequestMs, increasedMs, decreasedMs, nowMs, deletedMs);
  }

  /** The table's deletion began. */
  public TableTimes deleted(long nowMs) {
    return new TableTimes(
        updatedMs, payPerRequestMs, increasedMs, decreasedMs, tableClassMs, nowMs);
  }
}
