package dev.tarn.http.rest.table;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.engine.TableWrite;
import io.vertx.core.http.HttpMethod;

/** Deletes a table with its items. Its stream stays readable for 24 hours. */
record DeleteTable(Database database) implements RestOperation {
  private static final int NO_CONTENT = 204;

  @Override
  public HttpMethod method() {
    return HttpMethod.DELETE;
  }

  @Override
  public String path() {
    return GetTable.PATH;
  }

  @Override
  public void answer(RestExchange exchange) {
    TableWrite delete = new TableWrite.Delete(Arns.tableName(exchange.path("table")));
    database
        .engine()
        .write(
            delete,
            (table, error) -> {
              if (error == null) {
                exchange.reply(RestAnswer.empty(NO_CONTENT));
              } else {
                exchange.fail(error);
              }
            });
  }
}
