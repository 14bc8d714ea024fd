package dev.tarn.kv.table;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks of an index.
 *
 * @param name unique among the table's indexes
 * @param kind local or global
 * @param keySchema its key
 * @param projection what its entries hold
 * @param throughput the capacity set for a global index; a local one shares the table's
 * @param warmThroughput what a global index was asked to be ready for, or null
 */
public record IndexSpecification(
    String name,
    Kind kind,
    IndexKeySchema keySchema,
    IndexProjection projection,
    ProvisionedThroughput throughput,
    @Nullable WarmThroughput warmThroughput) {
  /** An index that was not asked to be ready for anything. */
  public IndexSpecification(
      String name,
      Kind kind,
      IndexKeySchema keySchema,
      IndexProjection projection,
      ProvisionedThroughput throughput) {
    this(name, kind, keySchema, projection, throughput, null);
  }

  /** What tells the two kinds of indexes apart. */
  public enum Kind {
    /** Of the table's partition key: another order of each partition key's items. */
    LOCAL,
    /** Of any key. */
    GLOBAL
  }

  /**
   * The warm throughput that it shows.
   *
   * @param billingMode the table's
   */
  public WarmThroughput shownWarmThroughput(BillingMode billingMode) {
    return WarmThroughput.shown(warmThroughput, billingMode, throughput);
  }

  /** This specification with another throughput. */
  public IndexSpecification withThroughput(ProvisionedThroughput newThroughput) {
    return new IndexSpecification(name, kind, keySchema, projection, newThroughput, warmThroughput);
  }

  /** This specification with another warm throughput. */
  public IndexSpecification withWarmThroughput(WarmThroughput newWarmThroughput) {
    return new IndexSpecification(name, kind, keySchema, projection, throughput, newWarmThroughput);
  }
}
