package dev.tarn.http.webhook;

import dev.tarn.http.json.JsonOutput;
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
    out.startObject();
    switch (webhook.payload()) {
      case LAMBDA_EVENT -> {
        out.name("Records");
        out.startArray();
        out.endArray();
      }
      case PLAIN -> {
        member(out, "type", "webhook.test");
        member(out, "timestamp", now.toString());
        out.name("data");
        out.startObject();
        member(out, "webhook", webhook.name());
        out.endObject();
      }
    }
    out.endObject();
    return Buffer.buffer(out.toByteArray());
  }

  private static void member(JsonOutput out, String name, String value) {
    out.name(name);
    out.string(value);
  }
}
