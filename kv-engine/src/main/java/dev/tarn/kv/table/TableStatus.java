package dev.tarn.kv.table;

/** Where a table is in its life, as the table operations show it. */
public enum TableStatus {
  CREATING("created"),
  UPDATING("updated"),
  DELETING("deleted"),
  ACTIVE("");

  private final String participle;

  TableStatus(String participle) {
    this.participle = participle;
  }

  /**
   * A table's status.
   *
   * @param delayMs how long creating and updating a table take
   */
  public static TableStatus of(TableDefinition table, long nowMs, long delayMs) {
    if (table.times().deletedMs() != 0) {
      return DELETING;
    }
    if (nowMs < table.createdMs() + delayMs) {
      return CREATING;
    }
    return nowMs < table.times().updatedMs() + delayMs ? UPDATING : ACTIVE;
  }

  /** What is being done to the table, in the words of the service's errors. */
  public String participle() {
    return participle;
  }
}
