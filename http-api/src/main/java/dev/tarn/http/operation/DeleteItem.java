package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.TableDefinition;

/** Removes an item, if it is there. */
public record DeleteItem(Database database) implements Operation {
  @Override
  public String name() {
    return "DeleteItem";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    ExpressionParameters parameters =
        ExpressionParameters.of(input, database.expressions(), OperationParameters.WRITE);
    Item keyAttributes = input.requiredItem("Key");
    ReturnValues returnValues = ReturnValues.ofReplacing(input);
    Condition condition = parameters.condition(ExpressionKind.CONDITION);
    parameters.requireAllUsed();
    TableDefinition table = database.table(input);
    PrimaryKey key = PrimaryKey.ofKey(table.keySchema(), keyAttributes);
    ItemWrite write =
        new ItemWrite.Delete(
            table,
            key.storeKey(table.number()),
            condition,
            ReturnValues.onConditionCheckFailure(input));
    WriteAnswer.submit(input, database, exchange, write, returnValues, null);
  }
}
