package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.http.webhook.AddressGuard;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;

/** Creates a webhook, and tells its secret this once; or puts another in its place. */
record PutWebhook(Triggers triggers, AddressGuard guard) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.PUT;
  }

  @Override
  public String path() {
    return GetWebhook.PATH;
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public void answer(RestExchange exchange) {
    String name = exchange.path("webhook");
    WebhookDocument document = WebhookDocument.of(exchange.body());
    if (triggers.webhooks().stream().anyMatch(webhook -> webhook.name().equals(name))) {
      exchange.replyAfter(
          triggers.updateWebhook(name, before -> document.replace(before, guard)),
          webhook -> RestAnswer.of(200, json -> WebhookView.write(json, webhook)));
    } else {
      exchange.replyAfter(
          triggers.createWebhook(document.toWebhook(name, guard)),
          webhook -> RestAnswer.of(201, json -> WebhookView.writeWithSecret(json, webhook)));
    }
  }
}
