package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.expression.Projection;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.TableDefinition;

/** Reads one item. Every read sees all that was acknowledged, consistent or not. */
public record GetItem(Database database) implements Operation {
  @Override
  public String name() {
    return "GetItem";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    ExpressionParameters parameters =
        ExpressionParameters.of(input, database.expressions(), OperationParameters.GET);
    Item keyAttributes = input.requiredItem("Key");
    Projection projection = parameters.projection();
    parameters.requireAllUsed();
    TableDefinition table = database.table(input);
    PrimaryKey key = PrimaryKey.ofKey(table.keySchema(), keyAttributes);
    database.engine().throughput().admitRead(table);
    EncodedItem item = database.engine().get(key.storeKey(table.number()));
    CapacityUnits units =
        CapacityUnits.ofTable(
            CapacityUnits.read(item == null ? 0 : item.size(), input.isTrue("ConsistentRead")));
    database.engine().throughput().consumeRead(table, units);
    exchange.reply(
        json -> {
          if (item != null) {
            if (projection == null) {
              json.item("Item", item);
            } else {
              json.item("Item", projection.apply(item.decode()));
            }
          }
          ConsumedCapacity.of(input).write(json, table.name().value(), units);
        });
  }
}
