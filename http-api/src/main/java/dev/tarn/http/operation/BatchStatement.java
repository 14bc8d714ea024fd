package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.DuplicateItemException;
import dev.tarn.kv.error.DynamoDbException.ItemCollectionSizeLimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.partiql.BoundStatement;
import org.jspecify.annotations.Nullable;

/** One statement of a batch, and what becomes of it: an error here is this statement's alone. */
final class BatchStatement {
  private final Structure request;
  private @Nullable StatementExecution execution;
  private @Nullable BoundStatement bound;
  private @Nullable DynamoDbException error;
  private @Nullable Item item;
  private CapacityUnits units = CapacityUnits.ofTable(0);
  private boolean ran;

  private BatchStatement(Structure request) {
    this.request = request;
  }

  /** Reads a statement and binds it. */
  static BatchStatement of(Structure request, Database database) {
    BatchStatement statement = new BatchStatement(request);
    try {
      StatementExecution execution = StatementExecution.of(request, database);
      statement.execution = execution;
      statement.bound = bind(execution, database);
    } catch (DynamoDbException e) {
      statement.error = e;
    }
    return statement;
  }

  private static BoundStatement bind(StatementExecution execution, Database database) {
    return switch (execution.bind(database)) {
      case BoundStatement.Read read -> {
        if (read.singleKey() == null || read.filter() != null) {
          throw new ValidationException(
              "Select statements within BatchExecuteStatement must specify the primary key in the"
                  + " where clause.");
        }
        yield read;
      }
      case BoundStatement.Check check -> throw ExecuteStatement.existsOutsideTransaction();
      case BoundStatement.Write write -> write;
    };
  }

  /** Whether it is well formed and reads. */
  boolean isRead() {
    return execution != null && execution.prepared().isRead();
  }

  /** Whether it is well formed and writes. */
  boolean isWrite() {
    return execution != null && !execution.prepared().isRead();
  }

  /** What it writes, or null if it reads or is not valid. */
  BoundStatement.@Nullable Write write() {
    return bound instanceof BoundStatement.Write write ? write : null;
  }

  /** Leaves it undone, though it may be valid: the client should send it again. */
  void refuse() {
    bound = null;
    error = new ThrottlingException("The statement was not run. Try again.");
  }

  /** Reads the item, if the statement is a valid one that reads. */
  void read(Engine engine) {
    if (bound instanceof BoundStatement.Read read) {
      try {
        engine.throughput().admitRead(read.table());
        read(engine, read);
      } catch (ProvisionedThroughputExceededException exceeded) {
        error = exceeded;
      }
      ran = true;
    }
  }

  private void read(Engine engine, BoundStatement.Read read) {
    StoreKey key = read.singleKey();
    EncodedItem found = key == null ? null : engine.get(key);
    item = found == null ? null : StatementExecution.selected(read.columns(), found);
    int size = found == null ? 0 : found.size();
    units = CapacityUnits.ofTable(CapacityUnits.read(size, request.isTrue("ConsistentRead")));
    engine.throughput().consumeRead(read.table(), units);
  }

  /** Keeps what has become of the write. */
  void written(BoundStatement.Write write, WriteResult result) {
    ran = true;
    if (result.error() == null) {
      item = StatementExecution.returned(write, result);
      units = CapacityUnits.ofWrite(write.write(), result);
    } else {
      error = write.answerTo(result.error());
    }
  }

  /** The table, or null if the statement was not run. */
  @Nullable String tableName() {
    return ran && bound != null ? bound.table().name().value() : null;
  }

  /** The capacity units consumed. */
  CapacityUnits units() {
    return units;
  }

  /** Writes the statement's response. */
  void write(AnswerJson json) {
    json.startObject();
    if (error != null) {
      write(json, error);
    }
    String tableName = tableName();
    if (tableName != null) {
      json.string("TableName", tableName);
    }
    if (item != null) {
      json.item("Item", item);
    }
    json.endObject();
  }

  private static void write(AnswerJson json, DynamoDbException error) {
    json.startObject("Error");
    json.string("Code", code(error));
    String message = error.getMessage();
    if (message != null) {
      json.string("Message", message);
    }
    if (error instanceof ConditionalCheckFailedException failed && failed.item() != null) {
      json.item("Item", failed.item());
    }
    json.endObject();
  }

  private static String code(DynamoDbException error) {
    return switch (error) {
      case ValidationException e -> "ValidationError";
      case ConditionalCheckFailedException e -> "ConditionalCheckFailed";
      case DuplicateItemException e -> "DuplicateItem";
      case ItemCollectionSizeLimitExceededException e -> "ItemCollectionSizeLimitExceeded";
      case ProvisionedThroughputExceededException e -> "ProvisionedThroughputExceeded";
      case ResourceNotFoundException e -> "ResourceNotFound";
      case ThrottlingException e -> "ThrottlingError";
      case DynamoDbException e -> "InternalServerError";
    };
  }
}
