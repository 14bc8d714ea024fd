package dev.tarn.http.rest.table;

import dev.tarn.http.rest.RestExchange;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a table, one after the other. The first that is refused is the answer, and those
 * before it stay done.
 *
 * @param engine where the table is
 * @param exchange what to answer
 * @param status to answer with once all is done
 */
record TableWrites(Engine engine, RestExchange exchange, int status) {
  /** Does the first, and then the others. */
  void run(List<TableWrite> writes) {
    TableWrite first = writes.getFirst();
    List<TableWrite> rest = writes.subList(1, writes.size());
    engine.write(first, (table, error) -> completed(table, error, rest));
  }

  private void completed(
      @Nullable TableDefinition table, @Nullable DynamoDbException error, List<TableWrite> rest) {
    if (table == null) {
      exchange.fail(error == null ? new IllegalStateException("no table, no error") : error);
    } else if (rest.isEmpty()) {
      exchange.reply(status, new TableView(table, engine)::write);
    } else {
      run(rest);
    }
  }
}
