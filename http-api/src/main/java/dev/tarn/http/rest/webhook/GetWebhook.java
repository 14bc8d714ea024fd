package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.Webhook;
import io.vertx.core.http.HttpMethod;

/** Describes a webhook, without its secrets. */
record GetWebhook(Triggers triggers) implements RestOperation {
  static final String PATH = "/webhooks/{webhook}";

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public void answer(RestExchange exchange) {
    Webhook webhook = triggers.webhook(exchange.path("webhook"));
    exchange.reply(200, json -> WebhookView.write(json, webhook));
  }
}
