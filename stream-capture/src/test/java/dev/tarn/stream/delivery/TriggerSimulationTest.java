package dev.tarn.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.engine.SystemTable;
import dev.tarn.stream.delivery.TriggerFixture.Sent;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.Batching;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.ReplayPosition;
import dev.tarn.stream.trigger.TriggerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Random writes, answers, kills, pauses, faults and changes of settings, against the promise: every
 * change is processed or dead-lettered, and of each key none before those that came earlier. To run
 * a failed one again: {@code -Dtarn.trigger.seed=N}, with the seed that it told.
 */
final class TriggerSimulationTest {
  private static final int KEYS = 12;
  private static final int STEPS = 500;

  /** Many times what is to be sent again, record by record, and waited for. */
  private static final int MAX_LAST_MOVES = 100_000;

  private final long seed = Long.getLong("tarn.trigger.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Set<Long> done = new TreeSet<>();
  private long deadLetters;
  private final TriggerFixture world =
      new TriggerFixture(1 + random.nextInt(3), settings(), TriggerFixture.OPTIONS, seed);

  @RepeatedTest(60)
  void deliversEveryChangeInOrderPerKey() {
    if (random.nextInt(5) == 0) {
      world.addWebhook("hook", PayloadFormat.PLAIN);
    }
    world.items.setImmediate(random.nextBoolean());
    for (int step = 0; step < STEPS; step++) {
      act();
    }
    finish();
    Set<Long> lost = new TreeSet<>(world.log.shown.keySet());
    lost.removeAll(done);
    assertThat(lost).as("seed %d: %s", seed, world.run.definition()).isEmpty();
    assertThat(world.log.shown.keySet()).as("seed %d", seed).containsAll(done);
  }

  private void act() {
    switch (random.nextInt(100)) {
      case 0 -> world.kill();
      case 1 -> world.run.configure(world.run.definition().with(settings(), "test", 0));
      case 2 -> pauseOrResume();
      case 3 -> world.items.refuse();
      case 4 -> replay();
      case 5 -> world.log.backfill(TriggerFixture.TABLE, key(), world.clock.millis());
      case 6 -> world.log.failReads(1 + random.nextInt(3));
      default -> {
        for (int i = random.nextInt(4); i > 0; i--) {
          world.put(key());
        }
      }
    }
    world.advance(random.nextInt(400));
    world.items.flush(random.nextInt(3));
    for (int i = random.nextInt(3); i > 0 && !world.underWay.isEmpty(); i--) {
      answer(world.underWay.remove(random.nextInt(world.underWay.size())), outcome());
    }
    world.turn();
    countDeadLetters();
  }

  /**
   * Everything succeeds until the trigger waits neither for an answer nor for a time: how long that
   * takes is no matter, for what is replayed is sent or given up again before anything new is.
   */
  private void finish() {
    world.log.failReads(0);
    world.items.setImmediate(true);
    world.items.flushAll();
    if (!world.run.definition().settings().enabled()) {
      pauseOrResume();
    }
    if (random.nextBoolean()) {
      world.clock.advance(120_000);
    }
    long wakeMs = world.settle();
    for (int moves = 0; !world.underWay.isEmpty() || wakeMs < Long.MAX_VALUE; moves++) {
      assertThat(moves).as("seed %d: an end", seed).isLessThan(MAX_LAST_MOVES);
      if (world.underWay.isEmpty()) {
        world.clock.advance(wakeMs - world.clock.millis());
      } else {
        answer(world.underWay.removeFirst(), new Outcome.Succeeded(200, "{}"));
      }
      wakeMs = world.settle();
      countDeadLetters();
    }
  }

  private void pauseOrResume() {
    TriggerDefinition now = world.run.definition();
    world.run.configure(now.with(now.settings().withEnabled(!now.settings().enabled()), "test", 0));
  }

  private void replay() {
    // Only backwards: what is passed over on purpose would look like a loss.
    Set<Long> open = new TreeSet<>(world.log.shown.keySet());
    open.removeAll(done);
    int firstOpen = open.stream().mapToInt(Long::intValue).min().orElse(world.log.changes.size());
    long from = 1L + random.nextInt(firstOpen + 1);
    ReplayPosition position =
        random.nextInt(4) == 0
            ? new ReplayPosition.TrimHorizon()
            : new ReplayPosition.At(new SequenceNumber(Math.min(from, firstOpen)));
    CompletableFuture<Void> unused =
        world.run.replay(world.run.definition().nextEpoch(0), position);
  }

  private void answer(Sent sent, Outcome outcome) {
    if (outcome instanceof Outcome.Succeeded) {
      sent.delivery().records().forEach(this::processed);
    } else if (outcome instanceof Outcome.PartlyFailed && sent.delivery().records().size() > 1) {
      List<StreamRecord> records = sent.delivery().records();
      int failed = 1 + random.nextInt(records.size() - 1);
      boolean reports = sent.delivery().trigger().settings().failures().reportBatchItemFailures();
      records.subList(0, reports ? failed : records.size()).forEach(this::processed);
      String identifier = records.get(failed).sequenceNumber().toString();
      sent.answer(new Outcome.PartlyFailed(200, List.of(identifier), "{}"));
      return;
    }
    sent.answer(
        outcome instanceof Outcome.PartlyFailed ? new Outcome.Failed(200, "bad answer") : outcome);
  }

  private void processed(StreamRecord record) {
    long sequenceNumber = record.sequenceNumber().value();
    if (!done.add(sequenceNumber)) {
      return;
    }
    countDeadLetters();
    String key = world.log.shown.get(sequenceNumber);
    for (long earlier : world.log.shown.headMap(sequenceNumber, false).descendingMap().keySet()) {
      if (Objects.equals(world.log.shown.get(earlier), key)) {
        assertThat(done.contains(earlier))
            .as("seed %d: %d of %s after %d", seed, sequenceNumber, key, earlier)
            .isTrue();
        return;
      }
    }
  }

  private void countDeadLetters() {
    long count = world.items.counts(SystemTable.DEAD_LETTERS).itemCount();
    if (count != deadLetters) {
      deadLetters = count;
      world.deadLetters().forEach(letter -> done.add(letter.record().sequenceNumber().value()));
    }
  }

  private Outcome outcome() {
    return switch (random.nextInt(10)) {
      case 0 -> new Outcome.Failed(500, "500");
      case 1 -> new Outcome.SlowDown(429, "429", Duration.ofMillis(random.nextInt(2_000)));
      case 2, 3 -> new Outcome.PartlyFailed(200, List.of(), null);
      case 4 -> new Outcome.Failed(0, "timeout");
      default -> new Outcome.Succeeded(200, "{\"n\":1}");
    };
  }

  private TriggerSettings settings() {
    int retries = random.nextBoolean() ? -1 : random.nextInt(4);
    int ageSeconds = random.nextInt(3) > 0 ? -1 : 60;
    Batching batching =
        new Batching(
            1 + random.nextInt(20),
            pick(random, 0, 0, 1),
            1 + random.nextInt(4),
            pick(random, 0, 0, 2));
    FailurePolicy failures =
        new FailurePolicy(retries, ageSeconds, random.nextBoolean(), random.nextBoolean(), null);
    return TriggerSettings.of("hook").withBatching(batching).withFailures(failures);
  }

  private static int pick(RandomGenerator random, int... values) {
    return values[random.nextInt(values.length)];
  }

  private String key() {
    return "key" + random.nextInt(KEYS);
  }
}
