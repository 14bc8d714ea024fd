package dev.tarn.http.rest.table;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.table.TableDefinition;
import io.vertx.core.http.HttpMethod;

/** Describes a table. */
record GetTable(Database database) implements RestOperation {
  static final String PATH = "/tables/{table}";

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public void answer(RestExchange exchange) {
    TableDefinition table = database.existing(exchange.path("table"));
    exchange.reply(200, new TableView(table, database.engine())::write);
  }
}
