package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import java.net.URI;

/** A webhook as an item of its system table. */
final class StoredWebhook {
  private static final byte[] NO_SORT_KEY = {};

  private StoredWebhook() {}

  static StoreKey key(String name) {
    return SystemTable.WEBHOOKS.key(name, NO_SORT_KEY);
  }

  static StoreKey keyOf(EncodedItem item) {
    return key(Fields.of(item).text("Name"));
  }

  static EncodedItem encode(Webhook webhook) {
    return new Fields()
        .text("Name", webhook.name())
        .text("Url", webhook.url().toString())
        .texts("Secrets", webhook.secrets().stream().map(WebhookSecret::value).toList())
        .number("Timeout", webhook.timeoutSeconds())
        .text("Payload", webhook.payload().name())
        .toItem();
  }

  static Webhook decode(EncodedItem item) {
    Fields fields = Fields.of(item);
    return new Webhook(
        fields.text("Name"),
        URI.create(fields.text("Url")),
        fields.texts("Secrets").stream().map(WebhookSecret::new).toList(),
        fields.integer("Timeout"),
        PayloadFormat.valueOf(fields.text("Payload")));
  }
}
