package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.TableDefinition;

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
    if (update != null) {
      update.requireNoKeyAttribute(table.keySchema());
    }
    ItemWrite write =
        new ItemWrite.Modify(
            table,
            key.storeKey(table.number()),
            keyAttributes,
            update,
            condition,
            ReturnValues.onConditionCheckFailure(input));
    WriteAnswer.submit(input, database, exchange, write, returnValues, update);
  }
}
