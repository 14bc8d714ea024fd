package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.JsonBody;
import dev.tarn.http.rest.Members;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.http.webhook.NewSecret;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/**
 * Gives a webhook a new secret and tells it this once; the one before signs too until it is
 * retired.
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
    WebhookSecret secret = secret(exchange.body());
    exchange.replyAfter(
        triggers.updateWebhook(exchange.path("webhook"), before -> rotate(before, secret)),
        webhook -> RestAnswer.of(200, json -> WebhookView.writeWithSecret(json, webhook)));
  }

  private static WebhookSecret secret(byte[] body) {
    if (body.length == 0) {
      return NewSecret.hmac();
    }
    Members members = Members.of(JsonBody.parse(body), Set.of("secret", "signature"));
    String given = members.string("secret");
    return given == null
        ? WebhookDocument.newSecret(members.string("signature"))
        : new WebhookSecret(given);
  }

  private static Webhook rotate(Webhook before, WebhookSecret secret) {
    return RetireWebhookSecret.withSecrets(before, List.of(secret, before.secrets().getFirst()));
  }
}
