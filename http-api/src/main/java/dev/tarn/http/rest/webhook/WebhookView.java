package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.RestJson;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import java.util.Arrays;
import java.util.Base64;

/** Writes a webhook. Its secrets are told once, by who makes them, and never again. */
final class WebhookView {
  private static final int ED25519_BYTES = 32;

  private WebhookView() {}

  static void write(RestJson json, Webhook webhook) {
    json.string("name", webhook.name());
    json.string("url", webhook.url().toString());
    json.string("payload", webhook.payload() == PayloadFormat.PLAIN ? "plain" : "lambda");
    json.number("timeoutSeconds", webhook.timeoutSeconds());
    json.startArray("signatures");
    webhook.secrets().forEach(secret -> writeKind(json, secret));
    json.endArray();
  }

  /** As {@link #write}, and the newest secret. */
  static void writeWithSecret(RestJson json, Webhook webhook) {
    write(json, webhook);
    json.string("secret", webhook.secrets().getFirst().value());
  }

  private static void writeKind(RestJson json, WebhookSecret secret) {
    json.startObject();
    json.string("version", secret.isEd25519() ? "v1a" : "v1");
    if (secret.isEd25519() && secret.key().length > ED25519_BYTES) {
      json.string("publicKey", "whpk_" + publicKey(secret));
    }
    json.endObject();
  }

  private static String publicKey(WebhookSecret secret) {
    byte[] key = secret.key();
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(key, ED25519_BYTES, key.length));
  }
}
