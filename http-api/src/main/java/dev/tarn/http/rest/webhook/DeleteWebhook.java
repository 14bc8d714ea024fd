package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;

/** Deletes a webhook that no trigger calls. */
record DeleteWebhook(Triggers triggers) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.DELETE;
  }

  @Override
  public String path() {
    return GetWebhook.PATH;
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.replyAfter(
        triggers.deleteWebhook(exchange.path("webhook")), webhook -> RestAnswer.empty(204));
  }
}
