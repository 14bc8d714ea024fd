package dev.tarn.http.rest.stream;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.stream.shard.StreamId;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;

/** Describes a table's latest stream, and tells where it ends now. */
record GetStream(Database database) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/tables/{table}/stream";
  }

  @Override
  public void answer(RestExchange exchange) {
    TableDefinition table = database.table(exchange.path("table"));
    StreamDefinition stream = latest(table);
    StreamId id = new StreamId(table.name(), stream.label());
    long last = database.streams().tailLatest(id) - 1;
    exchange.reply(
        200,
        json -> {
          json.string("arn", database.arns().of(id));
          json.string("label", stream.label());
          json.string("viewType", stream.viewType().name());
          json.bool("enabled", stream.enabled());
          json.string("since", Instant.ofEpochMilli(stream.enabledMs()).toString());
          json.string("position", new StreamPosition(stream.label(), last).toString());
        });
  }

  /**
   * A table's latest stream.
   *
   * @throws ProblemException if it never had one
   */
  static StreamDefinition latest(TableDefinition table) {
    StreamDefinition stream = table.latestStream();
    if (stream == null) {
      throw ProblemException.notFound("The table %s has no stream.".formatted(table.name()));
    }
    return stream;
  }
}
