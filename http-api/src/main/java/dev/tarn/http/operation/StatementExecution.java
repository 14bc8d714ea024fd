package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.partiql.BoundStatement;
import dev.tarn.kv.partiql.Columns;
import dev.tarn.kv.partiql.PreparedStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PartiQL statement of a request, as the three operations take it.
 *
 * @param prepared the statement
 * @param parameters its parameters
 * @param returnItemOnFailure whether a failed condition's error is to show the item
 */
record StatementExecution(
    PreparedStatement prepared, List<AttributeValue> parameters, boolean returnItemOnFailure) {
  /**
   * Reads a request, or a statement of a batch or transaction.
   *
   * @throws ValidationException if the statement is not well formed
   */
  static StatementExecution of(Structure input, Database database) {
    PreparedStatement prepared = database.statements().parse(input.requiredString("Statement"));
    List<AttributeValue> parameters = input.attributeValueList("Parameters");
    return new StatementExecution(
        prepared,
        parameters == null ? List.of() : parameters,
        ReturnValues.onConditionCheckFailure(input));
  }

  /**
   * The statement with its parameters and its table.
   *
   * @throws ValidationException if they do not go together
   * @throws ResourceNotFoundException if there is no such table
   */
  BoundStatement bind(Database database) {
    return prepared.bind(parameters, database::table, returnItemOnFailure);
  }

  /** What a write shows of its item, or null if that is nothing. */
  static @Nullable Item returned(BoundStatement.Write write, WriteResult result) {
    return switch (write.returning()) {
      case NONE -> null;
      case ALL_OLD -> decoded(result.oldItem());
      case ALL_NEW -> decoded(result.newItem());
      case MODIFIED_OLD -> modified(write, result.oldItem());
      case MODIFIED_NEW -> modified(write, result.newItem());
    };
  }

  /** What a SELECT shows of an item. */
  static Item selected(Columns columns, EncodedItem item) {
    return columns.isAll() ? item.decode() : columns.apply(item.decode());
  }

  private static @Nullable Item decoded(@Nullable EncodedItem item) {
    return item == null ? null : item.decode();
  }

  private static @Nullable Item modified(BoundStatement.Write write, @Nullable EncodedItem item) {
    if (item == null || !(write instanceof BoundStatement.Modify modify)) {
      return null;
    }
    Item modified = modify.update().updatedPaths(item.decode());
    return modified.isEmpty() ? null : modified;
  }
}
