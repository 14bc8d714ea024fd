package dev.tarn.kv.engine;

import dev.tarn.kv.engine.TableWrite.CreateIndex;
import dev.tarn.kv.engine.TableWrite.DeleteIndex;
import dev.tarn.kv.engine.TableWrite.IndexWrite;
import dev.tarn.kv.engine.TableWrite.UpdateIndex;
import dev.tarn.kv.error.DynamoDbException.LimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexStatus;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;

/**
 * Where changes of indexes meet the indexes as they are.
 *
 * @param catalog the tables before the change
 * @param billingMode the table's after the change
 */
record IndexEvaluation(Catalog catalog, BillingMode billingMode) {
  /** The most global indexes of a table. */
  private static final int MAX_GLOBAL_INDEXES = 20;

  /**
   * The table after the changes.
   *
   * @throws LimitExceededException if an index would be created or deleted beside another
   * @throws ResourceInUseException if an index is not in the state for it
   * @throws ResourceNotFoundException if an index is not there
   * @throws ValidationException if a change does not fit the table
   */
  TableDefinition evaluate(TableDefinition table, List<IndexWrite> writes) {
    requireOneAtATime(table, writes);
    TableDefinition changed =
        billingMode == BillingMode.PAY_PER_REQUEST ? withoutThroughput(table) : table;
    for (IndexWrite write : writes) {
      changed =
          switch (write) {
            case CreateIndex create -> created(changed, create);
            case UpdateIndex update -> updated(changed, update);
            case DeleteIndex delete -> deleted(changed, delete);
          };
    }
    return changed;
  }

  private static void requireOneAtATime(TableDefinition table, List<IndexWrite> writes) {
    long wanted = writes.stream().filter(write -> !(write instanceof UpdateIndex)).count();
    if (wanted == 0) {
      return;
    }
    boolean underWay =
        table.indexes().stream()
            .anyMatch(index -> index.status() != IndexStatus.ACTIVE && !isDeleted(index, writes));
    if (underWay || wanted > 1) {
      throw new LimitExceededException(
          "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
              + " per table");
    }
  }

  /** An index can be deleted while it is being created: that ends its creation. */
  private static boolean isDeleted(IndexDefinition index, List<IndexWrite> writes) {
    return writes.stream()
        .anyMatch(write -> write instanceof DeleteIndex && write.name().equals(index.name()));
  }

  private TableDefinition created(TableDefinition table, CreateIndex write) {
    if (table.index(write.name()) != null) {
      throw new ValidationException("Attempting to create an index which already exists");
    }
    long global = table.indexes().stream().filter(IndexDefinition::isGlobal).count();
    if (global >= MAX_GLOBAL_INDEXES) {
      throw new LimitExceededException(
          "Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the per-table limit of "
              + MAX_GLOBAL_INDEXES);
    }
    return table.withIndex(IndexDefinition.creating(catalog.nextTableNumber(), write.index()));
  }

  private static TableDefinition updated(TableDefinition table, UpdateIndex write) {
    IndexDefinition index = existing(table, write.name());
    if (write.throughput() != null) {
      requireChange(index, write.throughput());
      index = index.withThroughput(write.throughput());
    }
    if (write.warmThroughput() != null) {
      index = index.withWarmThroughput(write.warmThroughput());
    }
    return table.withChanged(index);
  }

  private static void requireChange(IndexDefinition index, ProvisionedThroughput asked) {
    ProvisionedThroughput current = index.specification().throughput();
    if (current.equals(asked)) {
      throw new ValidationException(
          "The provisioned throughput for the index %s will not change.".formatted(index.name())
              + " The requested value equals the current value. Current ReadCapacityUnits"
              + " provisioned for the index: %d.".formatted(current.readCapacityUnits())
              + " Requested ReadCapacityUnits: %d.".formatted(current.readCapacityUnits())
              + " Current WriteCapacityUnits provisioned for the index: %d."
                  .formatted(current.writeCapacityUnits())
              + " Requested WriteCapacityUnits: %d.".formatted(current.writeCapacityUnits())
              + " Refer to the Amazon DynamoDB Developer Guide for current limits and how to"
              + " request higher limits.");
    }
  }

  private static TableDefinition deleted(TableDefinition table, DeleteIndex write) {
    IndexDefinition index = existing(table, write.name());
    return table.withChanged(index.withStatus(IndexStatus.DELETING));
  }

  private static IndexDefinition existing(TableDefinition table, String name) {
    IndexDefinition index = table.index(name);
    if (index == null || !index.isGlobal()) {
      throw ResourceNotFoundException.requestedResource();
    }
    if (index.status() == IndexStatus.DELETING) {
      throw new ResourceInUseException(
          "Attempt to change a resource which is still in use: Index is being deleted: " + name);
    }
    return index;
  }

  private static TableDefinition withoutThroughput(TableDefinition table) {
    TableDefinition changed = table;
    for (IndexDefinition index : table.indexes()) {
      changed = changed.withChanged(index.withThroughput(ProvisionedThroughput.NONE));
    }
    return changed;
  }
}
