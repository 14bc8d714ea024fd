package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.RestResource;
import dev.tarn.http.webhook.AddressGuard;
import dev.tarn.http.webhook.HttpWebhookSender;
import dev.tarn.stream.delivery.Triggers;
import java.util.List;

/** The webhooks. */
public final class WebhookResource {
  private WebhookResource() {}

  /** Its operations. */
  public static RestResource on(Triggers triggers, HttpWebhookSender sender, AddressGuard guard) {
    return new RestResource(
        "webhooks.json",
        List.of(
            new ListWebhooks(triggers),
            new GetWebhook(triggers),
            new PutWebhook(triggers, guard),
            new DeleteWebhook(triggers),
            new RotateWebhookSecret(triggers),
            new RetireWebhookSecret(triggers),
            new TestWebhook(triggers, sender)));
  }
}
