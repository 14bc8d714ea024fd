package dev.tarn.kv.table;

/**
 * What a client asks of an index.
 *
 * @param name unique among the table's indexes
 * @param kind local or global
 * @param keySchema its key
 * @param projection what its entries hold
 * @param throughput the capacity set for a global index; a local one shares the table's
 */
public record IndexSpecification(
    String name,
    Kind kind,
    IndexKeySchema keySchema,
    IndexProjection projection,
    ProvisionedThroughput throughput) {
  /** What tells the two kinds of indexes apart. */
  public enum Kind {
    /** Of the table's partition key: another order of each partition key's items. */
    LOCAL,
    /** Of any key. */
    GLOBAL
  }

  /** This specification with another throughput. */
  public IndexSpecification withThroughput(ProvisionedThroughput newThroughput) {
    return new IndexSpecification(name, kind, keySchema, projection, newThroughput);
  }
}
