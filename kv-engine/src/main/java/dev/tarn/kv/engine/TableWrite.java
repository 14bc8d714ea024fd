package dev.tarn.kv.engine;

import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a table itself. */
public sealed interface TableWrite {
  /** The table's name. */
  TableName name();

  /**
   * Creates a table.
   *
   * @param streamViewType what its stream shows, or null for a table without a stream
   * @param indexes its secondary indexes
   */
  record Create(
      TableName name,
      KeySchema keySchema,
      BillingMode billingMode,
      ProvisionedThroughput throughput,
      boolean deletionProtected,
      @Nullable StreamViewType streamViewType,
      List<IndexSpecification> indexes)
      implements TableWrite {}

  /**
   * Changes a table's settings; what is null stays as it is.
   *
   * @param stream whether to enable or to disable the stream
   * @param indexes changes of global indexes, of which at most one creates or deletes an index
   */
  record Update(
      TableName name,
      @Nullable BillingMode billingMode,
      @Nullable ProvisionedThroughput throughput,
      @Nullable Boolean deletionProtected,
      @Nullable StreamSwitch stream,
      List<IndexWrite> indexes)
      implements TableWrite {}

  /** Deletes a table with its items; its streams stay readable. */
  record Delete(TableName name) implements TableWrite {}

  /**
   * The switching of a table's stream.
   *
   * @param viewType what the new stream shows, or null to disable the stream
   */
  record StreamSwitch(@Nullable StreamViewType viewType) {}

  /** A change of a global index. */
  sealed interface IndexWrite {
    /** The index's name. */
    String name();
  }

  /** Creates an index, to be filled with the table's items. */
  record CreateIndex(IndexSpecification index) implements IndexWrite {
    @Override
    public String name() {
      return index.name();
    }
  }

  /** Changes an index's capacity. */
  record UpdateIndex(String name, ProvisionedThroughput throughput) implements IndexWrite {}

  /** Deletes an index. */
  record DeleteIndex(String name) implements IndexWrite {}
}
