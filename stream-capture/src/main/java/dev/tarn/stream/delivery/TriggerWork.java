package dev.tarn.stream.delivery;

import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.shard.TableStream;
import dev.tarn.stream.trigger.Batching;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.DeliveryReport;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.TriggerSettings;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A trigger at work with settings that do not change: reads, sends, gives up and writes checkpoints
 * as far as can be done now. Used by one thread, and by a test without any.
 */
final class TriggerWork {
  /** Commits made before a time may become readable up to this much later. */
  private static final long COMMIT_GRACE_MS = 1_000;

  /** How long a stream that is not found is let alone. */
  private static final long NO_STREAM_MS = 5_000;

  private static final long MAX_RETRY_AFTER_MS = Duration.ofHours(1).toMillis();

  /** What a sender may take beyond the webhook's timeout before it counts as silent. */
  private static final long SENDER_GRACE_S = 30;

  private final Ports ports;
  private final TriggerDefinition definition;
  private final Trigger trigger;
  private final Mailbox mailbox;
  private final Standing standing;
  private final LongSupplier maxHeldBytes;
  private final Consumer<String> gone;
  private final GiveUp giveUp;
  private final Backoff slowness;
  private final List<PartitionFollower> followers = new ArrayList<>();
  private long slowUntilMs;
  private boolean halted;

  /**
   * Work from checkpoints on.
   *
   * @param trigger the trigger as deliveries show it
   * @param maxHeldBytes this trigger's share of what may be read ahead
   * @param gone told why, if the receiver wants nothing any more
   */
  TriggerWork(
      Ports ports,
      TriggerDefinition definition,
      Trigger trigger,
      Map<Integer, Checkpoint> checkpoints,
      Mailbox mailbox,
      Standing standing,
      LongSupplier maxHeldBytes,
      Consumer<String> gone) {
    this.ports = ports;
    this.definition = definition;
    this.trigger = trigger;
    this.mailbox = mailbox;
    this.standing = standing;
    this.maxHeldBytes = maxHeldBytes;
    this.gone = gone;
    this.giveUp = new GiveUp(ports, definition, mailbox, standing);
    this.slowness = new Backoff(ports.random());
    TriggerSettings settings = definition.settings();
    List<String> patterns = settings.filterPatterns();
    Predicate<StreamRecord> filter =
        patterns.isEmpty() ? record -> true : ports.filters().compile(patterns);
    checkpoints.forEach(
        (partition, checkpoint) ->
            followers.add(
                new PartitionFollower(
                    partition, checkpoint, settings, filter, standing.counters, ports.random())));
  }

  List<PartitionFollower> followers() {
    return followers;
  }

  /** How far each partition has come. */
  Map<Integer, Checkpoint> checkpoints() {
    Map<Integer, Checkpoint> checkpoints = new TreeMap<>();
    followers.forEach(f -> checkpoints.put(f.partition(), f.checkpoint()));
    return checkpoints;
  }

  /** Whether nothing is being sent or given up. */
  boolean isQuiet() {
    return followers.stream().noneMatch(PartitionFollower::isUnderWay);
  }

  /**
   * Does what can be done now.
   *
   * @return when there is more to do, in milliseconds since 1970, if nothing happens before
   */
  long step(long nowMs) throws IOException {
    TableStream stream =
        FollowedStream.find(ports.tables(), definition.tableNumber(), definition.stream());
    if (stream == null) {
      standing.problem("the stream does not exist any more");
      return nowMs + NO_STREAM_MS;
    }
    long wakeMs = Long.MAX_VALUE;
    for (PartitionFollower follower : followers) {
      wakeMs = Math.min(wakeMs, step(follower, stream, nowMs));
    }
    tellBacklog();
    return wakeMs;
  }

  private long step(PartitionFollower follower, TableStream stream, long nowMs) throws IOException {
    noticeTrimmed(follower, stream);
    long maxBytes = Math.max(1, maxHeldBytes.getAsLong() / followers.size());
    boolean caughtUp = follower.read(ports.changes(), stream, maxBytes, nowMs, COMMIT_GRACE_MS);
    Turn turn =
        new Turn(
            nowMs,
            halted ? Long.MAX_VALUE : slowUntilMs,
            follower.readUntilMs(),
            !caughtUp,
            maxRecords(),
            giveUp.maxRecords());
    long wakeMs = follower.readAgainMs() > nowMs ? follower.readAgainMs() : Long.MAX_VALUE;
    for (int number = 0; number < follower.lanes().size(); number++) {
      wakeMs = Math.min(wakeMs, move(follower, number, stream, turn));
    }
    return wakeMs;
  }

  private long move(PartitionFollower follower, int number, TableStream stream, Turn turn) {
    Lane lane = follower.lanes().get(number);
    return switch (lane.next(turn)) {
      case Move.Wait wait -> wait.untilMs();
      case Move.Send send -> {
        send(follower, lane, delivery(follower, number, stream, send), turn.nowMs());
        yield Long.MAX_VALUE;
      }
      case Move.GiveUp move -> {
        Delivery delivery = delivery(follower, number, stream, new Move.Send(move.batch(), null));
        giveUp.accept(
            lane,
            move.batch(),
            delivery,
            () -> {
              follower.setMoved();
              lane.givenUp();
            });
        // A window's final invoke is given up at once.
        yield lane.isUnderWay() ? Long.MAX_VALUE : turn.nowMs();
      }
    };
  }

  private Delivery delivery(
      PartitionFollower follower, int lane, TableStream stream, Move.Send send) {
    Batch batch = send.batch();
    Window window = send.window();
    long sequenceNumber = batch.isFinalInvoke() ? Long.MAX_VALUE : batch.firstSequenceNumber();
    return new Delivery(
        webhook(),
        trigger,
        FollowedStream.shard(stream, follower.partition(), sequenceNumber),
        batch.webhookId(
            definition.uuid(),
            definition.epoch(),
            follower.partition() * Batching.MAX_PARALLELIZATION_FACTOR + lane,
            window == null ? 0 : window.startMs()),
        batch.attempts(),
        batch.records(),
        window,
        batch.givenUp());
  }

  private void send(PartitionFollower follower, Lane lane, Delivery delivery, long startedMs) {
    mailbox.deliver(
        sent(ports, delivery),
        (outcome, error) -> answered(follower, lane, delivery, startedMs, outcome(outcome, error)));
  }

  /** Sends a delivery; the future has an end. */
  static CompletableFuture<Outcome> sent(Ports ports, Delivery delivery) {
    try {
      return ports
          .sender()
          .send(delivery)
          .toCompletableFuture()
          .orTimeout(delivery.webhook().timeoutSeconds() + SENDER_GRACE_S, TimeUnit.SECONDS);
    } catch (RuntimeException fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  /** What a sender's exception means. */
  static Outcome outcome(@Nullable Outcome outcome, @Nullable Throwable error) {
    if (outcome != null) {
      return outcome;
    }
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return new Outcome.Failed(0, String.valueOf(cause));
  }

  private void answered(
      PartitionFollower follower, Lane lane, Delivery delivery, long startedMs, Outcome outcome) {
    long nowMs = ports.nowMs();
    Verdict verdict = lane.answered(outcome, nowMs);
    follower.setMoved();
    standing.counters.delivered.add(verdict.processed());
    standing.report(report(delivery, startedMs, nowMs, outcome, verdict));
    if (verdict.succeeded()) {
      standing.ok();
      slowness.reset();
      return;
    }
    standing.problem(verdict.problem());
    if (outcome instanceof Outcome.SlowDown slow) {
      long retryAfterMs = slow.retryAfter() == null ? 0 : slow.retryAfter().toMillis();
      long waitMs = Math.max(slowness.failed(), Math.min(retryAfterMs, MAX_RETRY_AFTER_MS));
      slowUntilMs = Math.max(slowUntilMs, nowMs + waitMs);
    } else if (outcome instanceof Outcome.Gone) {
      halted = true;
      gone.accept("the receiver answered " + outcome.summary() + ": it is gone");
    }
  }

  private static DeliveryReport report(
      Delivery delivery, long startedMs, long nowMs, Outcome outcome, Verdict verdict) {
    List<StreamRecord> records = delivery.records();
    return new DeliveryReport(
        delivery.webhookId(),
        delivery.attempt(),
        startedMs,
        Math.max(0, nowMs - startedMs),
        records.isEmpty() ? "" : records.getFirst().sequenceNumber().toString(),
        records.size(),
        outcome.status(),
        verdict.succeeded(),
        verdict.succeeded() ? outcome.summary() : verdict.problem());
  }

  private void noticeTrimmed(PartitionFollower follower, TableStream stream) {
    StreamDefinition.End end = stream.stream().end();
    long lost = follower.passOverTrimmed(ports.changes().firstSequenceNumber());
    if (lost >= stream.stream().startSequenceNumber()
        && (end == null || lost <= end.lastSequenceNumber())) {
      standing.counters.trimmed.increment();
      standing.lastingProblem(
          "fell behind the 24 hours that the log is kept: changes may have been trimmed before they"
              + " were delivered");
    }
  }

  private void tellBacklog() {
    long records = 0;
    long oldestMs = Long.MAX_VALUE;
    for (PartitionFollower follower : followers) {
      records += follower.heldRecords();
      StreamRecord oldest = follower.oldest();
      if (oldest != null) {
        oldestMs = Math.min(oldestMs, oldest.approximateCreationMs());
      }
    }
    standing.backlog(records, oldestMs);
  }

  private Webhook webhook() {
    Webhook webhook = ports.webhooks().apply(definition.settings().webhook());
    if (webhook == null) {
      throw new IllegalStateException("the webhook of a trigger is not there");
    }
    return webhook;
  }

  private int maxRecords() {
    return webhook().payload() == PayloadFormat.PLAIN
        ? 1
        : definition.settings().batching().batchSize();
  }
}
