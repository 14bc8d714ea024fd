package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes attributes of an item, or creates it with them. */
public record UpdateItem(Database database) implements Operation {
  @Override
  public String name() {
    return "UpdateItem";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    ExpressionParameters parameters =
        ExpressionParameters.of(input, database.expressions(), OperationParameters.UPDATE);
    Item keyAttributes = input.requiredItem("Key");
    ReturnValues returnValues = ReturnValues.of(input);
    Update update = parameters.update();
    Condition condition = parameters.condition(ExpressionKind.CONDITION);
    parameters.requireAllUsed();
    TableDefinition table = database.table(input);
    PrimaryKey key = PrimaryKey.ofKey(table.keySchema(), keyAttributes);
    requireNoKeyAttribute(table.keySchema(), update);
    ItemWrite write =
        new ItemWrite.Modify(
            table,
            key.storeKey(table.number()),
            keyAttributes,
            update,
            condition,
            ReturnValues.onConditionCheckFailure(input));
    database
        .engine()
        .write(
            List.of(write), WriteAnswer.of(input, database, exchange, write, returnValues, update));
  }

  /**
   * Keeps an item's key as it is.
   *
   * @throws ValidationException if the update touches a key attribute
   */
  static void requireNoKeyAttribute(KeySchema schema, @Nullable Update update) {
    if (update == null) {
      return;
    }
    for (String name : update.topLevelNames()) {
      if (schema.contains(name)) {
        throw ValidationException.invalidParameter(
            "Cannot update attribute " + name + ". This attribute is part of the key");
      }
    }
  }
}
