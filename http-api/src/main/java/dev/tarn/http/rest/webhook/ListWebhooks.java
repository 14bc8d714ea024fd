package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.Webhook;
import io.vertx.core.http.HttpMethod;

/** Lists the webhooks by name. */
record ListWebhooks(Triggers triggers) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/webhooks";
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.reply(
        200,
        json -> {
          json.startArray("webhooks");
          for (Webhook webhook : triggers.webhooks()) {
            json.startObject();
            WebhookView.write(json, webhook);
            json.endObject();
          }
          json.endArray();
        });
  }
}
