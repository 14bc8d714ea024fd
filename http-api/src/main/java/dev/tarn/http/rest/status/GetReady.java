package dev.tarn.http.rest.status;

import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.error.DynamoDbException;
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
    DynamoDbException refusal = engine.writeRefusal();
    if (refusal != null) {
      throw ProblemException.unavailable(String.valueOf(refusal.getMessage()));
    }
    exchange.reply(200, json -> json.string("status", "ready"));
  }
}
