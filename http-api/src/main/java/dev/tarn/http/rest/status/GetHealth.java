package dev.tarn.http.rest.status;

import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import io.vertx.core.http.HttpMethod;

/** Says that the server lives: whoever gets no answer should start it anew. */
record GetHealth() implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/health";
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.reply(200, json -> json.string("status", "healthy"));
  }
}
