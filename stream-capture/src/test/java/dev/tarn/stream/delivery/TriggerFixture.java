package dev.tarn.stream.delivery;

import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.stream.ManualClock;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.shard.TableCatalog;
import dev.tarn.stream.trigger.DeadLetter;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.StartingPosition;
import dev.tarn.stream.trigger.TriggerSettings;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A trigger in a world of the test's own: its log, its store, its clock, its receiver, and no
 * thread.
 */
final class TriggerFixture {
  static final int TABLE = 20;
  static final StreamId STREAM = new StreamId(new TableName("notes"), "label");
  static final UUID TRIGGER = new UUID(7, 7);
  static final TriggerOptions OPTIONS =
      new TriggerOptions(
          10,
          10,
          64 << 20,
          1_000_000,
          1 << 30,
          Duration.ofDays(14),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));

  /** More than what was written can take, given up or filtered out without a time between. */
  private static final int MAX_TURNS = 100_000;

  final ManualClock clock = new ManualClock(1_700_000_000_000L);
  final PartitionMap partitions;
  final FakeLog log;
  final FakeItems items = new FakeItems();
  final Map<String, Webhook> webhooks = new HashMap<>();
  final List<String> gone = new ArrayList<>();

  /** What was sent and has not been answered. */
  final List<Sent> underWay = new ArrayList<>();

  private final Ports ports;
  private StreamDefinition stream =
      new StreamDefinition(STREAM.label(), StreamViewType.NEW_AND_OLD_IMAGES, 1, 1, null);
  TriggerRun run;

  record Sent(Delivery delivery, CompletableFuture<Outcome> outcome) {
    /** The sequence numbers of its records. */
    List<Long> sequenceNumbers() {
      return TriggerFixture.sequenceNumbers(delivery.records());
    }

    void answer(Outcome answer) {
      outcome.complete(answer);
    }
  }

  TriggerFixture(int partitionCount, TriggerSettings settings, TriggerOptions options, long seed) {
    this.partitions = new PartitionMap(partitionCount);
    this.log = new FakeLog(partitions);
    addWebhook("hook", PayloadFormat.LAMBDA_EVENT);
    this.ports =
        new Ports(
            log,
            new Tables(),
            partitions,
            items,
            this::send,
            patterns -> record -> !record.keys().toString().contains(patterns.getFirst()),
            webhooks::get,
            clock,
            new Random(seed),
            options);
    this.run = begin(definition(settings));
  }

  TriggerFixture(TriggerSettings settings) {
    this(1, settings, OPTIONS, 1);
  }

  static TriggerDefinition definition(TriggerSettings settings) {
    return new TriggerDefinition(
        TRIGGER, STREAM, TABLE, StartingPosition.LATEST, 1, settings, "User action", 0, 0);
  }

  void addWebhook(String name, PayloadFormat payload) {
    WebhookSecret secret = new WebhookSecret("whsec_" + "A".repeat(32));
    webhooks.put(
        name,
        new Webhook(name, URI.create("http://localhost/" + name), List.of(secret), 5, payload));
  }

  /** Puts items, of a millisecond each. */
  void put(String... ids) {
    for (String id : ids) {
      log.put(TABLE, id, clock.millis());
      clock.advance(1);
    }
  }

  /** Lets the trigger do what it can do now. */
  void turn() {
    for (int i = 0; i < 10; i++) {
      long unused = run.turn(clock.millis());
    }
  }

  /**
   * Lets the trigger do all that it can do now.
   *
   * @return when it wants to go on, in milliseconds since 1970, if nothing happens before
   */
  long settle() {
    for (int turns = 0; turns < MAX_TURNS; turns++) {
      long wakeMs = run.turn(clock.millis());
      if (wakeMs > clock.millis() && run.mailbox().isEmpty()) {
        return wakeMs;
      }
    }
    throw new AssertionError("the trigger finds no rest");
  }

  void advance(long ms) {
    clock.advance(ms);
    turn();
  }

  /** The only delivery under way, or soon under way, which is taken. */
  Sent takeSent() {
    turn();
    if (underWay.isEmpty()) {
      advance(PartitionFollower.READ_INTERVAL_MS);
    }
    if (underWay.size() != 1) {
      throw new AssertionError("not one delivery under way: " + underWay.size());
    }
    return underWay.removeFirst();
  }

  /** Answers the only delivery under way. */
  Sent answer(Outcome outcome) {
    Sent sent = takeSent();
    sent.answer(outcome);
    turn();
    return sent;
  }

  /** Ends the process and starts another: what was not durable is lost, nothing is answered. */
  void kill() {
    underWay.clear();
    items.crash();
    run = begin(run.definition());
  }

  /** Disables the stream after what was written. */
  void endStream() {
    stream = stream.disabled(new StreamDefinition.End(clock.millis(), log.visibleSequenceNumber()));
  }

  List<DeadLetter> deadLetters() {
    return new DeadLetterQueue(items, OPTIONS).page(TRIGGER, 0, 10_000).letters();
  }

  static List<Long> sequenceNumbers(List<StreamRecord> records) {
    return records.stream().map(record -> record.sequenceNumber().value()).toList();
  }

  private TriggerRun begin(TriggerDefinition definition) {
    return new TriggerRun(
        ports, definition, true, () -> OPTIONS.readAheadBytes(), (id, why) -> gone.add(why));
  }

  private CompletionStage<Outcome> send(Delivery delivery) {
    Sent sent = new Sent(delivery, new CompletableFuture<>());
    underWay.add(sent);
    return sent.outcome();
  }

  /** The one table. */
  private final class Tables implements TableCatalog {
    @Override
    public Collection<TableDefinition> tables() {
      return List.of(
          new TableDefinition(
              TABLE,
              "table-id",
              STREAM.table(),
              new KeySchema(new KeyAttribute("id", AttributeType.S), null),
              BillingMode.PAY_PER_REQUEST,
              ProvisionedThroughput.NONE,
              0,
              false,
              List.of(stream)));
    }
  }
}
