package dev.tarn;

import dev.tarn.http.operation.Database;
import dev.tarn.http.webhook.AddressGuard;
import dev.tarn.http.webhook.HttpWebhookSender;
import dev.tarn.http.webhook.PatternFilters;
import dev.tarn.kv.engine.DataDirectory;
import dev.tarn.kv.engine.Engine;
import dev.tarn.stream.delivery.TriggerOptions;
import dev.tarn.stream.delivery.TriggerRegistry;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.log.SegmentedLog;
import java.time.InstantSource;

/**
 * The parts that deliver changes to webhooks.
 *
 * @param triggers what is to be delivered
 * @param sender what sends it
 * @param guard says where it may go
 */
record DeliveryParts(Triggers triggers, HttpWebhookSender sender, AddressGuard guard)
    implements AutoCloseable {
  /** Starts them; deliveries go on where they were. */
  static DeliveryParts start(
      TarnOptions options,
      DataDirectory directory,
      Engine engine,
      SegmentedLog log,
      Database database,
      InstantSource clock) {
    AddressGuard guard = new AddressGuard(options.webhookAllow(), options.isLoopback());
    HttpWebhookSender sender = HttpWebhookSender.start(database.arns(), guard, clock);
    try {
      Triggers triggers =
          TriggerRegistry.start(
              engine,
              log,
              new EngineTables(engine),
              directory.partitions(),
              sender,
              new PatternFilters(options.region()),
              clock,
              TriggerOptions.DEFAULT);
      return new DeliveryParts(triggers, sender, guard);
    } catch (RuntimeException | Error e) {
      sender.close();
      throw e;
    }
  }

  /** Nothing more is sent, checkpoints are written; then the connections are closed. */
  @Override
  public void close() {
    try {
      triggers.close();
    } finally {
      sender.close();
    }
  }
}
