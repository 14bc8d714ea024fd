package dev.tarn.http.webhook;

import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.GivenUp;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.StartingPosition;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.TriggerSettings;
import dev.tarn.stream.trigger.TriggerState;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import dev.tarn.stream.trigger.Window;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries to send, of a trigger on the stream of {@link Records}' table. */
final class Deliveries {
  static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

  private Deliveries() {}

  static Webhook webhook(URI url) {
    return new Webhook("hook", url, List.of(SECRET), 30, PayloadFormat.LAMBDA_EVENT);
  }

  static Webhook withTimeout(Webhook webhook, int seconds) {
    return new Webhook(
        webhook.name(), webhook.url(), webhook.secrets(), seconds, webhook.payload());
  }

  static Webhook withSecrets(Webhook webhook, WebhookSecret... secrets) {
    return new Webhook(
        webhook.name(),
        webhook.url(),
        List.of(secrets),
        webhook.timeoutSeconds(),
        webhook.payload());
  }

  static Webhook plain(Webhook webhook) {
    return new Webhook(
        webhook.name(),
        webhook.url(),
        webhook.secrets(),
        webhook.timeoutSeconds(),
        PayloadFormat.PLAIN);
  }

  /** A batch with one modification. */
  static Delivery to(Webhook webhook) {
    return delivery(webhook, false, List.of(Records.modification()), null, null);
  }

  static Delivery of(StreamRecord... records) {
    return delivery(webhook(NOWHERE), false, List.of(records), null, null);
  }

  /** A batch whose answer may name failures. */
  static Delivery reporting() {
    return delivery(webhook(NOWHERE), true, List.of(Records.modification()), null, null);
  }

  static Delivery inWindow(Window window) {
    return delivery(webhook(NOWHERE), false, List.of(Records.modification()), window, null);
  }

  static Delivery givenUp(GivenUp givenUp) {
    return delivery(
        webhook(NOWHERE),
        true,
        List.of(Records.modification(42), Records.modification(44)),
        null,
        givenUp);
  }

  private static Delivery delivery(
      Webhook webhook,
      boolean reportsFailures,
      List<StreamRecord> records,
      @Nullable Window window,
      @Nullable GivenUp givenUp) {
    FailurePolicy failures = new FailurePolicy(-1, -1, false, reportsFailures, null);
    Trigger trigger =
        new Trigger(
            UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
            new StreamId(new TableName("Orders"), "2023-11-14T22:13:20.000"),
            StartingPosition.LATEST,
            TriggerSettings.of("hook").withFailures(failures),
            TriggerState.ENABLED,
            "User action",
            1_700_000_000_000L,
            "OK");
    return new Delivery(
        webhook,
        trigger,
        new ShardId("shardId-00000001700000000000-0a0b0c0d"),
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1,
        records,
        window,
        givenUp);
  }
}
