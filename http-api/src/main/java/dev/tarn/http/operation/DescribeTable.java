package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.table.TableDefinition;

/** Describes a table. Its counts are exact, not six hours old as the service's. */
public record DescribeTable(Database database) implements Operation {
  @Override
  public String name() {
    return "DescribeTable";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    TableDefinition table = existing(database, input);
    String status = database.engine().status(table).name();
    exchange.reply(json -> TableDescription.of(table, status, database).write(json, "Table"));
  }

  /**
   * The table that a table operation names.
   *
   * @throws ResourceNotFoundException if there is none: with another text than item operations give
   */
  static TableDefinition existing(Database database, Structure input) {
    return database.existing(input.requiredString("TableName"));
  }
}
