package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ExpressionKind;
import dev.tarn.kv.index.IndexKeyValues;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.TableDefinition;

/** Creates an item, or replaces it as a whole. */
public record PutItem(Database database) implements Operation {
  @Override
  public String name() {
    return "PutItem";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    ExpressionParameters parameters =
        ExpressionParameters.of(input, database.expressions(), OperationParameters.WRITE);
    Item item = input.requiredItem("Item");
    ReturnValues returnValues = ReturnValues.ofReplacing(input);
    Condition condition = parameters.condition(ExpressionKind.CONDITION);
    parameters.requireAllUsed();
    EncodedItem encoded = encode(item);
    TableDefinition table = database.table(input);
    PrimaryKey key = PrimaryKey.ofItem(table.keySchema(), item);
    IndexKeyValues.requireValid(table, item);
    ItemWrite write =
        new ItemWrite.Put(
            table,
            key.storeKey(table.number()),
            encoded,
            condition,
            ReturnValues.onConditionCheckFailure(input));
    WriteAnswer.submit(input, database, exchange, write, returnValues, null);
  }

  /**
   * The item as it is stored.
   *
   * @throws ValidationException if it is larger than 400 KB
   */
  public static EncodedItem encode(Item item) {
    EncodedItem encoded = EncodedItem.of(item);
    if (encoded.size() > Item.MAX_SIZE_BYTES) {
      throw new ValidationException("Item size has exceeded the maximum allowed size");
    }
    return encoded;
  }
}
