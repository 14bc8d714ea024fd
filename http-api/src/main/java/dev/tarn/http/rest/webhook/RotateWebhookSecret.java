package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.http.webhook.NewSecret;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * Gives a webhook a new secret of the same kind, and tells it this once; the one before signs too
 * until it is retired.
 */
record RotateWebhookSecret(Triggers triggers) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return "/webhooks/{webhook}/rotate-secret";
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.replyAfter(
        triggers.updateWebhook(exchange.path("webhook"), RotateWebhookSecret::rotate),
        webhook -> RestAnswer.of(200, json -> WebhookView.writeWithSecret(json, webhook)));
  }

  private static Webhook rotate(Webhook before) {
    WebhookSecret newest = before.secrets().getFirst();
    WebhookSecret next = newest.isEd25519() ? NewSecret.ed25519() : NewSecret.hmac();
    return RetireWebhookSecret.withSecrets(before, List.of(next, newest));
  }
}
