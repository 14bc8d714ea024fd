package dev.tarn.http.rest.item;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.http.rest.item.ItemPath.Address;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.error.DynamoDbException;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Removes an item, if it is there. */
record DeleteItem(Database database, ItemPath itemPath) implements RestOperation {
  private static final int NO_CONTENT = 204;

  @Override
  public HttpMethod method() {
    return HttpMethod.DELETE;
  }

  @Override
  public String path() {
    return itemPath.template();
  }

  @Override
  public void answer(RestExchange exchange) {
    Address address = itemPath.address(exchange, database);
    ItemWrite write =
        new ItemWrite.Delete(
            address.table(),
            address.storeKey(),
            Preconditions.of(exchange, address.table().keySchema()),
            false);
    database
        .engine()
        .write(
            List.of(write),
            results -> {
              DynamoDbException error = results.getFirst().error();
              if (error == null) {
                exchange.reply(RestAnswer.empty(NO_CONTENT));
              } else {
                exchange.fail(error);
              }
            });
  }
}
