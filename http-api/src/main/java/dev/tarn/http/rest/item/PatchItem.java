package dev.tarn.http.rest.item;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.JsonBody;
import dev.tarn.http.rest.PlainJson;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.http.rest.item.ItemPath.Address;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.expression.MergePatch;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.M;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes an item by a JSON Merge Patch (RFC 7396), as one update; creates it if it is not there
 * and the patch puts something into it.
 */
record PatchItem(Database database, ItemPath itemPath) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.PATCH;
  }

  @Override
  public String path() {
    return itemPath.template();
  }

  @Override
  public String mediaType() {
    return "application/merge-patch+json";
  }

  @Override
  public void answer(RestExchange exchange) {
    Address address = itemPath.address(exchange, database);
    Update update = patch(exchange, address).toUpdate();
    ItemWrite write =
        new ItemWrite.Modify(
            address.table(),
            address.storeKey(),
            address.keyAttributes(),
            update,
            Preconditions.of(exchange, address.table().keySchema()),
            false);
    database.engine().write(List.of(write), new ItemAnswer(exchange));
  }

  /** The patch without the key, as far as it repeats the path's. */
  private static MergePatch.Members patch(RestExchange exchange, Address address) {
    Map<String, AttributeValue> body =
        new LinkedHashMap<>(JsonBody.parse(exchange.body()).values());
    KeyInBody.requireSame(address, PlainJson.item(new M(body)).attributes());
    body.keySet().removeAll(address.table().keySchema().names());
    return PlainJson.patch(new M(body));
  }
}
