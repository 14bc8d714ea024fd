package dev.tarn.http.rest.item;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.JsonBody;
import dev.tarn.http.rest.PlainJson;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.http.rest.item.ItemPath.Address;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.index.IndexKeyValues;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates an item, or replaces it as a whole. The body need not repeat the key. */
record PutItem(Database database, ItemPath itemPath) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.PUT;
  }

  @Override
  public String path() {
    return itemPath.template();
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public void answer(RestExchange exchange) {
    Address address = itemPath.address(exchange, database);
    Item body = PlainJson.item(JsonBody.parse(exchange.body()));
    KeyInBody.requireSame(address, body.attributes());
    Map<String, AttributeValue> attributes = new LinkedHashMap<>(body.attributes());
    attributes.putAll(address.keyAttributes().attributes());
    Item item = new Item(attributes);
    IndexKeyValues.requireValid(address.table(), item);
    ItemWrite write =
        new ItemWrite.Put(
            address.table(),
            address.storeKey(),
            dev.tarn.http.operation.PutItem.encode(item),
            Preconditions.of(exchange, address.table().keySchema()),
            false);
    database.engine().write(List.of(write), new ItemAnswer(exchange));
  }
}
