package dev.tarn.stream.delivery;

import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.GivenUp;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.Webhook;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a trigger gives up where its settings say: to the webhook of its OnFailure, or into the
 * dead-letter queue, which also takes what that webhook does not. A lane goes on only when it is
 * there.
 */
final class GiveUp {
  /** How often a batch is sent to the webhook of OnFailure before the queue takes it. */
  private static final int MAX_WEBHOOK_ATTEMPTS = 3;

  private static final Logger LOG = System.getLogger(GiveUp.class.getName());

  private final Ports ports;
  private final TriggerDefinition definition;
  private final Mailbox mailbox;
  private final Standing standing;
  private final DeadLetterQueue queue;

  GiveUp(Ports ports, TriggerDefinition definition, Mailbox mailbox, Standing standing) {
    this.ports = ports;
    this.definition = definition;
    this.mailbox = mailbox;
    this.standing = standing;
    this.queue = new DeadLetterQueue(ports.items(), ports.options());
  }

  /** The most records to give up at once. */
  int maxRecords() {
    Webhook webhook = onFailure();
    return webhook != null && webhook.payload() == PayloadFormat.PLAIN ? 1 : Integer.MAX_VALUE;
  }

  /**
   * Gives a lane's batch up.
   *
   * @param delivery the batch as it would have been sent
   * @param done run when it is safe
   */
  void accept(Lane lane, Batch batch, Delivery delivery, Runnable done) {
    GivenUp why = batch.givenUp();
    if (batch.isFinalInvoke() || why == null) {
      standing.problem("the end of a window was given up");
      done.run();
      return;
    }
    try {
      put(lane, batch, delivery, why, done);
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "A batch cannot be given up; trying again", fault);
      standing.problem("a fault of the server: " + fault);
      lane.notGivenUp(ports.nowMs());
    }
  }

  private void put(Lane lane, Batch batch, Delivery delivery, GivenUp why, Runnable done) {
    Webhook webhook = onFailure();
    if (webhook != null && lane.giveUpAttempts() < MAX_WEBHOOK_ATTEMPTS) {
      send(lane, to(webhook, delivery, lane.giveUpAttempts() + 1), done);
    } else if (queue.isFull()) {
      standing.problem(
          "the dead-letter queue is full: nothing more is given up until it is purged");
      lane.notGivenUp(ports.nowMs());
    } else {
      keep(lane, batch, delivery, why, done);
    }
  }

  private void send(Lane lane, Delivery delivery, Runnable done) {
    mailbox.deliver(
        TriggerWork.sent(ports, delivery),
        (outcome, error) -> {
          Outcome known = TriggerWork.outcome(outcome, error);
          if (known instanceof Outcome.Succeeded || known instanceof Outcome.PartlyFailed) {
            safe(delivery.records().size(), done);
          } else {
            standing.problem("OnFailure: " + known.summary());
            lane.notGivenUp(ports.nowMs());
          }
        });
  }

  private void keep(Lane lane, Batch batch, Delivery delivery, GivenUp why, Runnable done) {
    mailbox.deliver(
        queue.add(definition.uuid(), batch.records(), delivery.webhookId(), why),
        (written, error) -> {
          if (error == null) {
            safe(batch.size(), done);
          } else {
            standing.problem("the dead-letter queue cannot be written: " + error.getMessage());
            lane.notGivenUp(ports.nowMs());
          }
        });
  }

  private void safe(int records, Runnable done) {
    standing.counters.deadLettered.add(records);
    done.run();
  }

  private @Nullable Webhook onFailure() {
    String name = definition.settings().failures().onFailure();
    return name == null ? null : ports.webhooks().apply(name);
  }

  private static Delivery to(Webhook webhook, Delivery delivery, int attempt) {
    return new Delivery(
        webhook,
        delivery.trigger(),
        delivery.shard(),
        delivery.webhookId(),
        attempt,
        delivery.records(),
        null,
        delivery.givenUp());
  }
}
