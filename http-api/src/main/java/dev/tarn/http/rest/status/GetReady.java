package dev.tarn.http.rest.status;

import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.engine.Engine;
import io.vertx.core.http.HttpMethod;

/** Says whether the server takes reads and writes: while it does not, send requests elsewhere. */
record GetReady(Engine engine) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/ready";
  }

  @Override
  public void answer(RestExchange exchange) {
    if (!engine.acceptsWrites()) {
      throw ProblemException.unavailable("The server takes no writes now.");
    }
    exchange.reply(200, json -> json.string("status", "ready"));
  }
}
