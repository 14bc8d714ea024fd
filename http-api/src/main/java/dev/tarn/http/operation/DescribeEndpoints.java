package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;

/** Names the one endpoint: the host that the client has called already. */
public record DescribeEndpoints(Database database) implements Operation {
  private static final long CACHE_PERIOD_MINUTES = 1_440;

  @Override
  public String name() {
    return "DescribeEndpoints";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    String address = "dynamodb." + database.arns().region() + ".amazonaws.com";
    exchange.reply(
        json -> {
          json.startArray("Endpoints");
          json.startObject();
          json.string("Address", address);
          json.number("CachePeriodInMinutes", CACHE_PERIOD_MINUTES);
          json.endObject();
          json.endArray();
        });
  }
}
