package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableStatus;
import dev.tarn.kv.table.TimeToLive;

/** Tells whether a table's items expire, and by which attribute. */
public record DescribeTimeToLive(Database database) implements Operation {
  @Override
  public String name() {
    return "DescribeTimeToLive";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    TableDefinition table = DescribeTable.existing(database, input);
    TableStatus status = database.engine().status(table);
    if (status == TableStatus.CREATING || status == TableStatus.DELETING) {
      throw new ValidationException(
          "Cannot describe time to live while table is in %s state: Current table state is %s"
              .formatted(status, status));
    }
    TimeToLive timeToLive = table.timeToLive();
    exchange.reply(
        json -> {
          json.startObject("TimeToLiveDescription");
          json.string("TimeToLiveStatus", timeToLive == null ? "DISABLED" : "ENABLED");
          if (timeToLive != null) {
            json.string("AttributeName", timeToLive.attribute());
          }
          json.endObject();
        });
  }
}
