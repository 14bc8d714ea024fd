package dev.tarn.http.webhook;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.json.JsonWriter;
import dev.tarn.stream.trigger.Webhook;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;

/** What is sent to try a webhook: an event without a change. */
final class TestEvent {
  private TestEvent() {}

  static WebhookRequest of(Webhook webhook, Instant now) {
    return new WebhookRequest(webhook, "test_" + UUID.randomUUID(), 1, body(webhook, now));
  }

  private static Buffer body(Webhook webhook, Instant now) {
    JsonOutput out = new JsonOutput();
    JsonWriter json = new JsonWriter(out);
    json.startObject();
    switch (webhook.payload()) {
      case LAMBDA_EVENT -> {
        json.startArray("Records");
        json.endArray();
      }
      case PLAIN -> {
        json.string("type", "webhook.test");
        json.string("timestamp", now.toString());
        json.startObject("data");
        json.string("webhook", webhook.name());
        json.endObject();
      }
    }
    json.endObject();
    return Buffer.buffer(out.toByteArray());
  }
}
