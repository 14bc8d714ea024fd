package dev.tarn.stream.delivery;

import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.shard.TableStream;
import dev.tarn.stream.trigger.DeadLetter;
import dev.tarn.stream.trigger.DeadLetterPage;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.DeliveryReport;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.Webhook;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a trigger's dead letters again, each batch once, beside what the trigger delivers. Blocks:
 * has a virtual thread of its own.
 */
final class DeadLetterReplay {
  private final Ports ports;
  private final DeadLetterQueue queue;
  private final TriggerRun run;
  private final Trigger trigger;

  /** Makes the webhook-ids others than those of earlier attempts. */
  private final int epoch = new Random().nextInt();

  DeadLetterReplay(Ports ports, DeadLetterQueue queue, TriggerRun run) {
    this.ports = ports;
    this.queue = queue;
    this.run = run;
    this.trigger = run.describe();
  }

  /**
   * Sends one letter.
   *
   * @return how many were processed
   */
  int one(DeadLetter letter) {
    return send(List.of(letter));
  }

  /**
   * Sends all letters that there are, until a batch fails.
   *
   * @return how many were processed
   */
  int all() {
    int processed = 0;
    long last = 0;
    while (true) {
      DeadLetterPage page = queue.page(trigger.uuid(), last, batchSize());
      if (page.letters().isEmpty()) {
        return processed;
      }
      int done = send(page.letters());
      processed += done;
      if (done < page.letters().size() || page.lastEvaluated() == null) {
        return processed;
      }
      last = page.lastEvaluated().value();
    }
  }

  private int send(List<DeadLetter> letters) {
    Batch batch = Batch.of(letters.stream().map(DeadLetter::record).toList()).sent();
    long startedMs = ports.nowMs();
    Delivery delivery = delivery(batch);
    Outcome outcome = await(delivery);
    int processed = processed(outcome, batch);
    run.standing().report(report(delivery, outcome, startedMs, processed));
    if (processed > 0) {
      queue.remove(trigger.uuid(), letters.subList(0, processed)).join();
    }
    return processed;
  }

  private Outcome await(Delivery delivery) {
    try {
      return TriggerWork.sent(ports, delivery).join();
    } catch (CompletionException e) {
      return TriggerWork.outcome(null, e);
    }
  }

  private int processed(Outcome outcome, Batch batch) {
    return switch (outcome) {
      case Outcome.Succeeded succeeded -> batch.size();
      case Outcome.PartlyFailed partly -> {
        boolean reports = trigger.settings().failures().reportBatchItemFailures();
        int first = reports ? batch.firstOf(partly.itemIdentifiers()) : batch.size();
        yield Math.max(0, first);
      }
      case Outcome.Failed failed -> 0;
      case Outcome.SlowDown slow -> 0;
      case Outcome.Gone gone -> 0;
    };
  }

  private Delivery delivery(Batch batch) {
    return new Delivery(
        webhook(),
        trigger,
        shard(batch.records().getFirst()),
        batch.webhookId(trigger.uuid(), epoch, 0, 0),
        1,
        batch.records(),
        null,
        null);
  }

  private ShardId shard(StreamRecord record) {
    TableStream stream =
        FollowedStream.find(ports.tables(), run.definition().tableNumber(), trigger.stream());
    return stream == null
        ? ShardId.of(0, run.definition().tableNumber(), 0)
        : FollowedStream.shard(stream, 0, record.sequenceNumber().value());
  }

  private int batchSize() {
    return webhook().payload() == PayloadFormat.PLAIN
        ? 1
        : Math.min(1_000, trigger.settings().batching().batchSize());
  }

  private Webhook webhook() {
    @Nullable Webhook webhook = ports.webhooks().apply(trigger.settings().webhook());
    if (webhook == null) {
      throw new ResourceNotFoundException("The webhook of the trigger does not exist");
    }
    return webhook;
  }

  private static DeliveryReport report(
      Delivery delivery, Outcome outcome, long startedMs, int processed) {
    return new DeliveryReport(
        delivery.webhookId(),
        1,
        startedMs,
        0,
        delivery.records().getFirst().sequenceNumber().toString(),
        delivery.records().size(),
        outcome.status(),
        processed == delivery.records().size(),
        outcome.summary());
  }
}
