package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite;

/** Deletes a table with its items. The answer says DELETING; the next finds no table. */
public record DeleteTable(Database database) implements Operation {
  @Override
  public String name() {
    return "DeleteTable";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    TableWrite delete = new TableWrite.Delete(Arns.tableName(input.requiredString("TableName")));
    database
        .engine()
        .write(delete, TableAnswer.of(exchange, database, "DELETING", "TableDescription"));
  }
}
