package dev.tarn.kv.table;

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
    List<StreamDefinition> streams) {
  /** Keeps its own copy of the streams. */
  public TableDefinition {
    streams = List.copyOf(streams);
  }

  /** The latest stream, enabled or not, or null if the table never had one. */
  public @Nullable StreamDefinition latestStream() {
    return streams.isEmpty() ? null : streams.getLast();
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
        newStreams);
  }
}
