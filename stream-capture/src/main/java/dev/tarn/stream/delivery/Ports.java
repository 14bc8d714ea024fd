package dev.tarn.stream.delivery;

import dev.tarn.partitioner.PartitionMap;
import dev.tarn.stream.shard.TableCatalog;
import dev.tarn.stream.trigger.RecordFilters;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSender;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What every trigger works with.
 *
 * @param changes the log
 * @param tables the tables whose streams are followed
 * @param partitions how the hash space is divided
 * @param items where checkpoints and dead letters are kept
 * @param sender the network
 * @param filters the event pattern language
 * @param webhooks finds a webhook by its name, as it is now
 * @param clock decides what is due
 * @param random makes jitter
 * @param options the bounds
 */
record Ports(
    ChangeSource changes,
    TableCatalog tables,
    PartitionMap partitions,
    SystemItems items,
    WebhookSender sender,
    RecordFilters filters,
    Function<String, @Nullable Webhook> webhooks,
    InstantSource clock,
    RandomGenerator random,
    TriggerOptions options) {
  long nowMs() {
    return clock.millis();
  }
}
