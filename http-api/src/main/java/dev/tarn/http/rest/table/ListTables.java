package dev.tarn.http.rest.table;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.table.TableName;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/** Lists the tables' names, in their order. */
record ListTables(Database database) implements RestOperation {
  private static final int MAX_LIMIT = 1_000;

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/tables";
  }

  @Override
  public Set<String> queryParameters() {
    return Set.of("limit", "cursor");
  }

  @Override
  public void answer(RestExchange exchange) {
    int limit = exchange.query().integer("limit", MAX_LIMIT, 1, MAX_LIMIT);
    String cursor = exchange.query().get("cursor");
    NavigableSet<TableName> names = database.engine().catalog().tables().navigableKeySet();
    if (cursor != null) {
      names = names.tailSet(new TableName(cursor), false);
    }
    List<TableName> page = names.stream().limit(limit).toList();
    boolean more = page.size() < names.size();
    exchange.reply(
        200,
        json -> {
          json.startArray("tables");
          page.forEach(name -> json.string(name.value()));
          json.endArray();
          if (more) {
            json.string("cursor", page.getLast().value());
          }
        });
  }
}
