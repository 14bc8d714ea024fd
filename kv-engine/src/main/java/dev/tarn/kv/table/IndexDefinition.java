package dev.tarn.kv.table;

import dev.tarn.kv.item.Binary;
import dev.tarn.kv.table.IndexSpecification.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Everything an index is but its entries.
 *
 * @param number tells its entries apart in the stores: of the same numbers as the tables', never
 *     given to another table or index
 * @param specification what was asked for
 * @param status where it is in its life
 * @param backfilledTo while it is being created, the stored key of the last item that was there
 *     before it and has its entry now; null if that has not begun
 */
public record IndexDefinition(
    int number,
    IndexSpecification specification,
    IndexStatus status,
    @Nullable Binary backfilledTo) {
  /** An index that is complete from the start, as one created with its table. */
  public static IndexDefinition active(int number, IndexSpecification specification) {
    return new IndexDefinition(number, specification, IndexStatus.ACTIVE, null);
  }

  /** An index of a table that may have items. */
  public static IndexDefinition creating(int number, IndexSpecification specification) {
    return new IndexDefinition(number, specification, IndexStatus.CREATING, null);
  }

  /** Its name. */
  public String name() {
    return specification.name();
  }

  /** Its key. */
  public IndexKeySchema keySchema() {
    return specification.keySchema();
  }

  /** What its entries hold. */
  public IndexProjection projection() {
    return specification.projection();
  }

  /** Whether it is a global index. */
  public boolean isGlobal() {
    return specification.kind() == Kind.GLOBAL;
  }

  /** Whether writes of items change it: all but an index that is being deleted. */
  public boolean takesWrites() {
    return status != IndexStatus.DELETING;
  }

  /** This index in another state. */
  public IndexDefinition withStatus(IndexStatus newStatus) {
    return new IndexDefinition(number, specification, newStatus, null);
  }

  /** This index, being created, with the items up to a stored key in it. */
  public IndexDefinition backfilledTo(byte[] storedKey) {
    return new IndexDefinition(number, specification, status, Binary.wrap(storedKey));
  }

  /** This index with another throughput. */
  public IndexDefinition withThroughput(ProvisionedThroughput throughput) {
    return with(specification.withThroughput(throughput));
  }

  /** This index with another warm throughput. */
  public IndexDefinition withWarmThroughput(WarmThroughput warmThroughput) {
    return with(specification.withWarmThroughput(warmThroughput));
  }

  private IndexDefinition with(IndexSpecification newSpecification) {
    return new IndexDefinition(number, newSpecification, status, backfilledTo);
  }
}
