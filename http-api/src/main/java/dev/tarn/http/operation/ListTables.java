package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.table.TableName;
import java.util.List;
import java.util.NavigableSet;

/** Lists the tables' names, in their order. */
public record ListTables(Database database) implements Operation {
  private static final int MAX_NAMES = 100;

  @Override
  public String name() {
    return "ListTables";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    String start = input.string("ExclusiveStartTableName");
    Integer limit = input.integer("Limit");
    NavigableSet<TableName> names = database.engine().catalog().tables().navigableKeySet();
    if (start != null) {
      names = names.tailSet(new TableName(start), false);
    }
    List<TableName> page = names.stream().limit(limit == null ? MAX_NAMES : limit).toList();
    boolean more = page.size() < names.size();
    exchange.reply(
        json -> {
          json.startArray("TableNames");
          page.forEach(name -> json.string(name.value()));
          json.endArray();
          if (more) {
            json.string("LastEvaluatedTableName", page.getLast().value());
          }
        });
  }
}
