package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Ends a rotation: only the newest secret signs from now on. */
record RetireWebhookSecret(Triggers triggers) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return "/webhooks/{webhook}/retire-secret";
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.replyAfter(
        triggers.updateWebhook(
            exchange.path("webhook"),
            before -> withSecrets(before, List.of(before.secrets().getFirst()))),
        webhook -> RestAnswer.of(200, json -> WebhookView.write(json, webhook)));
  }

  /** The webhook with other secrets. */
  static Webhook withSecrets(Webhook webhook, List<WebhookSecret> secrets) {
    return new Webhook(
        webhook.name(), webhook.url(), secrets, webhook.timeoutSeconds(), webhook.payload());
  }
}
