package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.error.DynamoDbException.TableNotFoundException;
import dev.tarn.kv.table.TableName;

/**
 * Tells that a table cannot be restored to a point in time. Its continuous backups are called
 * enabled, as the service calls them for every table (API reference, DescribeContinuousBackups).
 */
public record DescribeContinuousBackups(Database database) implements Operation {
  @Override
  public String name() {
    return "DescribeContinuousBackups";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    Engine engine = database.engine();
    TableName name = Arns.tableName(input.requiredString("TableName"));
    if (engine.catalog().table(name) == null) {
      throw new TableNotFoundException("Table not found: " + name);
    }
    exchange.reply(
        json -> {
          json.startObject("ContinuousBackupsDescription");
          json.string("ContinuousBackupsStatus", "ENABLED");
          json.startObject("PointInTimeRecoveryDescription");
          json.string("PointInTimeRecoveryStatus", "DISABLED");
          json.endObject();
          json.endObject();
        });
  }
}
