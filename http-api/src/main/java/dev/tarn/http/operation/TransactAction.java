package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.index.IndexKeyValues;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One action of TransactWriteItems, its expressions bound, its table not yet looked up.
 *
 * @param kind what it does
 * @param tableName as the client named it
 * @param attributes the whole item to put, or the key of the item
 * @param encoded the item to put as it is stored, or null
 * @param condition what must hold, or null
 * @param update what to change, or null
 * @param returnItemOnFailure whether a failed condition shows the item
 */
record TransactAction(
    Kind kind,
    String tableName,
    Item attributes,
    @Nullable EncodedItem encoded,
    @Nullable Condition condition,
    @Nullable Update update,
    boolean returnItemOnFailure) {
  /** The most bytes that the items of a transaction have together. */
  private static final long MAX_BYTES = 4L << 20;

  /** What an action does; the name of its member in TransactItems. */
  enum Kind {
    ConditionCheck,
    Put,
    Update,
    Delete
  }

  /**
   * Reads an action.
   *
   * @throws ValidationException if it is none or several in one, or an expression is wrong
   */
  static TransactAction of(Structure input, Database database) {
    List<Kind> kinds = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (input.has(kind.name())) {
        kinds.add(kind);
      }
    }
    if (kinds.size() != 1) {
      throw new ValidationException(
          "TransactItems can only contain one of Check, Put, Update or Delete");
    }
    Kind kind = kinds.getFirst();
    return of(kind, input.requiredStructure(kind.name()), database);
  }

  /**
   * The actions as writes.
   *
   * @throws TransactionCanceledException if an item or key does not fit its table
   */
  static List<ItemWrite> writes(List<TransactAction> actions, Database database) {
    List<ItemWrite> writes = new ArrayList<>(actions.size());
    List<CancellationReason> reasons = new ArrayList<>(actions.size());
    for (TransactAction action : actions) {
      TableDefinition table = database.table(action.tableName);
      try {
        writes.add(action.write(table));
        reasons.add(CancellationReason.NONE);
      } catch (ValidationException e) {
        reasons.add(Objects.requireNonNull(CancellationReasons.of(e)));
      }
    }
    if (writes.size() < actions.size()) {
      throw new TransactionCanceledException(reasons);
    }
    return writes;
  }

  /**
   * Holds the limit on what a transaction brings.
   *
   * @throws ValidationException if the items to put are larger than 4 MB together
   */
  static void requireFitting(List<ItemWrite> writes) {
    long bytes = 0;
    for (ItemWrite write : writes) {
      bytes += write instanceof ItemWrite.Put put ? put.item().size() : 0;
    }
    if (bytes > MAX_BYTES) {
      throw new ValidationException(
          "The aggregate size of the items in the transaction exceeds 4 MB");
    }
  }

  private static TransactAction of(Kind kind, Structure action, Database database) {
    boolean puts = kind == Kind.Put;
    Item attributes = action.requiredItem(puts ? "Item" : "Key");
    ExpressionParameters parameters =
        ExpressionParameters.of(
            action,
            database.expressions(),
            kind == Kind.Update
                ? OperationParameters.TRANSACT_UPDATE
                : OperationParameters.TRANSACT_WRITE);
    Update update = kind == Kind.Update ? parameters.update() : null;
    Condition condition = parameters.condition(ExpressionKind.CONDITION);
    parameters.requireAllUsed();
    return new TransactAction(
        kind,
        action.requiredString("TableName"),
        attributes,
        puts ? PutItem.encode(attributes) : null,
        condition,
        update,
        ReturnValues.onConditionCheckFailure(action));
  }

  private ItemWrite write(TableDefinition table) {
    PrimaryKey primaryKey =
        kind == Kind.Put
            ? PrimaryKey.ofItem(table.keySchema(), attributes)
            : PrimaryKey.ofKey(table.keySchema(), attributes);
    StoreKey key = primaryKey.storeKey(table.number());
    if (kind == Kind.Put) {
      IndexKeyValues.requireValid(table, attributes);
    }
    return switch (kind) {
      case Put ->
          new ItemWrite.Put(
              table, key, Objects.requireNonNull(encoded), condition, returnItemOnFailure);
      case Delete -> new ItemWrite.Delete(table, key, condition, returnItemOnFailure);
      case Update -> {
        if (update != null) {
          update.requireNoKeyAttribute(table.keySchema());
        }
        yield new ItemWrite.Modify(table, key, attributes, update, condition, returnItemOnFailure);
      }
      case ConditionCheck ->
          new ItemWrite.Check(table, key, Objects.requireNonNull(condition), returnItemOnFailure);
    };
  }
}
