package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.error.DynamoDbException.LimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.stream.trigger.Webhook;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of a server, in memory and in their system table. Changes block until they are
 * durable, and are made by one thread at a time; reads are for any thread.
 */
final class Webhooks {
  private final NavigableMap<String, Webhook> byName = new ConcurrentSkipListMap<>();
  private final SystemItems items;
  private final int max;

  /**
   * No webhooks yet.
   *
   * @param max the most there may be
   */
  Webhooks(SystemItems items, int max) {
    this.items = items;
    this.max = max;
  }

  /** Reads those that are stored. */
  void load() {
    for (EncodedItem item : items.all(SystemTable.WEBHOOKS, StoredWebhook::keyOf)) {
      Webhook webhook = StoredWebhook.decode(item);
      byName.put(webhook.name(), webhook);
    }
  }

  /** All, by name. */
  List<Webhook> all() {
    return List.copyOf(byName.values());
  }

  /** The webhook of a name, or null. */
  @Nullable Webhook find(String name) {
    return byName.get(name);
  }

  /**
   * The webhook of a name.
   *
   * @throws ResourceNotFoundException if there is none
   */
  Webhook get(String name) {
    Webhook webhook = find(name);
    if (webhook == null) {
      throw new ResourceNotFoundException("Webhook not found: " + name);
    }
    return webhook;
  }

  Webhook create(Webhook webhook) {
    if (byName.containsKey(webhook.name())) {
      throw new ResourceInUseException("Webhook already exists: " + webhook.name());
    }
    if (byName.size() >= max) {
      throw new LimitExceededException("There are " + byName.size() + " webhooks already");
    }
    return store(webhook);
  }

  Webhook update(String name, UnaryOperator<Webhook> change) {
    Webhook changed = change.apply(get(name));
    if (!changed.name().equals(name)) {
      throw new IllegalArgumentException("a webhook's name stays");
    }
    return store(changed);
  }

  void delete(Webhook webhook) {
    items.store(StoredWebhook.key(webhook.name()), null);
    byName.remove(webhook.name());
  }

  private Webhook store(Webhook webhook) {
    items.store(StoredWebhook.key(webhook.name()), StoredWebhook.encode(webhook));
    byName.put(webhook.name(), webhook);
    return webhook;
  }
}
