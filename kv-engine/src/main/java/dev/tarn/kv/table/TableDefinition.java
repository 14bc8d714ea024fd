package dev.tarn.kv.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a table is but its items.
 *
 * @param number tells its keys apart in the stores; never given to another table
 * @param id the service's TableId, a UUID
 * @param name its name
 * @param keySchema its primary key
 * @param billingMode how its capacity is set
 * @param throughput the capacity set
 * @param createdMs when it was created, in milliseconds since 1970
 * @param deletionProtected whether DeleteTable is refused
 * @param streams its streams, the oldest first; only the last can be enabled. Those disabled stay
 *     readable until their records are trimmed
 * @param indexes its secondary indexes, the oldest first
 * @param lastNumber the highest number given to it or to an index of it, used or deleted
 */
public record TableDefinition(
    int number,
    String id,
    TableName name,
    KeySchema keySchema,
    BillingMode billingMode,
    ProvisionedThroughput throughput,
    long createdMs,
    boolean deletionProtected,
    List<StreamDefinition> streams,
    List<IndexDefinition> indexes,
    int lastNumber) {
  /** Keeps its own copies of the lists. */
  public TableDefinition {
    streams = List.copyOf(streams);
    indexes = List.copyOf(indexes);
  }

  /** A table that never had an index. */
  public TableDefinition(
      int number,
      String id,
      TableName name,
      KeySchema keySchema,
      BillingMode billingMode,
      ProvisionedThroughput throughput,
      long createdMs,
      boolean deletionProtected,
      List<StreamDefinition> streams) {
    this(
        number,
        id,
        name,
        keySchema,
        billingMode,
        throughput,
        createdMs,
        deletionProtected,
        streams,
        List.of(),
        number);
  }

  /** The latest stream, enabled or not, or null if the table never had one. */
  public @Nullable StreamDefinition latestStream() {
    return streams.isEmpty() ? null : streams.getLast();
  }

  /** The index of a name, or null. */
  public @Nullable IndexDefinition index(String indexName) {
    for (IndexDefinition index : indexes) {
      if (index.name().equals(indexName)) {
        return index;
      }
    }
    return null;
  }

  /** Whether an index of it has the number. */
  public boolean hasIndex(int indexNumber) {
    return indexes.stream().anyMatch(index -> index.number() == indexNumber);
  }

  /** This table with one more index, of the next number. */
  public TableDefinition withIndex(IndexDefinition index) {
    List<IndexDefinition> more = new ArrayList<>(indexes);
    more.add(index);
    return withIndexes(more, index.number());
  }

  /** This table with an index as it is now. */
  public TableDefinition withChanged(IndexDefinition index) {
    List<IndexDefinition> changed = new ArrayList<>(indexes);
    changed.replaceAll(old -> old.number() == index.number() ? index : old);
    return withIndexes(changed, lastNumber);
  }

  /** This table without an index; its number stays used. */
  public TableDefinition withoutIndex(int indexNumber) {
    return withIndexes(
        indexes.stream().filter(index -> index.number() != indexNumber).toList(), lastNumber);
  }

  private TableDefinition withIndexes(List<IndexDefinition> newIndexes, int newLastNumber) {
    return new TableDefinition(
        number,
        id,
        name,
        keySchema,
        billingMode,
        throughput,
        createdMs,
        deletionProtected,
        streams,
        newIndexes,
        newLastNumber);
  }

  /** This table with other streams. */
  public TableDefinition withStreams(List<StreamDefinition> newStreams) {
    return new TableDefinition(
        number,
        id,
        name,
        keySchema,
        billingMode,
        throughput,
        createdMs,
        deletionProtected,
        newStreams,
        indexes,
        lastNumber);
  }
}
