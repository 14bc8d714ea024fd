package dev.tarn.stream.trigger;

import java.util.concurrent.CompletionStage;

/**
 * The port to the network: signs a delivery, posts it, and says what became of it.
 *
 * <p>A sender keeps to the webhook's timeout, so that every delivery has an end. It bounds the
 * connections it holds; the callers bound the deliveries under way.
 */
@FunctionalInterface
public interface WebhookSender {
  /**
   * Sends a delivery. Called from many threads, must return at once.
   *
   * @return completed on any thread; an exception in its place counts as {@link Outcome.Failed}
   */
  CompletionStage<Outcome> send(Delivery delivery);
}
