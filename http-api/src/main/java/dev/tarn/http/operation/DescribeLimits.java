package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;

/** Tells the quotas that the service gives a new account. Here they limit nothing. */
public record DescribeLimits(Database database) implements Operation {
  private static final long ACCOUNT_UNITS = 80_000;
  private static final long TABLE_UNITS = 40_000;

  @Override
  public String name() {
    return "DescribeLimits";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    exchange.reply(
        json -> {
          json.number("AccountMaxReadCapacityUnits", ACCOUNT_UNITS);
          json.number("AccountMaxWriteCapacityUnits", ACCOUNT_UNITS);
          json.number("TableMaxReadCapacityUnits", TABLE_UNITS);
          json.number("TableMaxWriteCapacityUnits", TABLE_UNITS);
        });
  }
}
