package dev.tarn.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.stream.delivery.TriggerFixture.Sent;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.trigger.Batching;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.GivenUp;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.ReplayPosition;
import dev.tarn.stream.trigger.TriggerSettings;
import dev.tarn.stream.trigger.TriggerState;
import dev.tarn.stream.trigger.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class TriggerRunTest {
  private static final Outcome OK = new Outcome.Succeeded(200, null);
  private static final Outcome ERROR = new Outcome.Failed(500, "500 of the test");

  /** Longer than any back-off. */
  private static final long LONG_MS = 61_000;

  @Test
  void sendsWhatIsWrittenInBatches() {
    TriggerFixture world = new TriggerFixture(batching(2, 0, 1, 0));
    world.put("a", "b", "c");
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(1L, 2L);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(3L);
    assertThat(world.underWay).isEmpty();
    assertThat(world.run.describe().lastProcessingResult()).isEqualTo("OK");
    assertThat(world.run.describe().state()).isEqualTo(TriggerState.ENABLED);
  }

  @Test
  void waitsForABatchToFillUntilItsWindowIsOver() {
    TriggerFixture world = new TriggerFixture(batching(3, 10, 1, 0));
    world.put("a", "b");
    world.turn();
    assertThat(world.underWay).isEmpty();
    world.advance(9_000);
    assertThat(world.underWay).isEmpty();
    world.advance(1_100);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(1L, 2L);
    world.put("a", "b", "c");
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(3L, 4L, 5L);
  }

  @Test
  void retriesWithTheSameIdAndGrowingPauses() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.put("a");
    Sent first = world.answer(ERROR);
    long pauseMs = 0;
    for (int attempt = 2; attempt < 12; attempt++) {
      long waitedMs = 0;
      while (world.underWay.isEmpty()) {
        world.advance(25);
        waitedMs += 25;
      }
      assertThat(waitedMs).isGreaterThanOrEqualTo(pauseMs / 2).isLessThanOrEqualTo(60_100);
      pauseMs = waitedMs;
      Sent again = world.answer(ERROR);
      assertThat(again.delivery().webhookId()).isEqualTo(first.delivery().webhookId());
      assertThat(again.delivery().attempt()).isEqualTo(attempt);
    }
    assertThat(world.run.describe().lastProcessingResult()).isEqualTo("PROBLEM: 500 of the test");
  }

  @Test
  void bisectsUntilTheBadRecordIsAlone() {
    TriggerFixture world = new TriggerFixture(failing(0, true, false));
    world.put("a", "b", "bad", "d", "e");
    List<Long> processed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      world.advance(LONG_MS);
      if (!world.underWay.isEmpty()) {
        Sent sent = world.underWay.removeFirst();
        boolean bad = sent.sequenceNumbers().contains(3L);
        sent.answer(bad ? ERROR : OK);
        processed.addAll(bad ? List.of() : sent.sequenceNumbers());
      }
    }
    assertThat(processed).containsExactly(1L, 2L, 4L, 5L);
    assertThat(letters(world)).containsExactly(3L);
  }

  @Test
  void goesOnWithTheLowestRecordThatFailed() {
    TriggerFixture world = new TriggerFixture(failing(-1, false, true));
    world.put("a", "b", "c", "d");
    world.answer(partly(4, 3));
    world.advance(LONG_MS);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(3L, 4L);
  }

  @Test
  void countsTheFirstSendingOfWhatRemainsAsARetry() {
    TriggerFixture world = new TriggerFixture(failing(1, false, true));
    world.put("a", "b", "c");
    world.answer(partly(2));
    world.advance(LONG_MS);
    assertThat(world.answer(partly(2)).sequenceNumbers()).containsExactly(2L, 3L);
    world.advance(LONG_MS);
    assertThat(world.underWay).isEmpty();
    assertThat(letters(world)).containsExactly(2L, 3L);
  }

  @Test
  void takesAnUnknownItemIdentifierForAFailureOfAll() {
    TriggerFixture world = new TriggerFixture(failing(-1, false, true));
    world.put("a", "b");
    world.answer(partly(99));
    world.advance(LONG_MS);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(1L, 2L);
  }

  @Test
  void takesReportedFailuresForSuccessUnlessTheyAreAskedFor() {
    TriggerFixture world = new TriggerFixture(failing(-1, false, false));
    world.put("a", "b");
    world.answer(partly(1));
    world.advance(LONG_MS);
    assertThat(world.underWay).isEmpty();
    assertThat(world.run.standing().metrics(0).delivered()).isEqualTo(2);
  }

  @Test
  void givesUpAfterTheLastRetryAndGoesOn() {
    TriggerFixture world = new TriggerFixture(failing(2, false, false));
    world.put("a");
    for (int attempt = 1; attempt <= 3; attempt++) {
      world.answer(ERROR);
      world.advance(LONG_MS);
    }
    world.put("b");
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(2L);
    assertThat(letters(world)).containsExactly(1L);
    GivenUp why = world.deadLetters().getFirst().givenUp();
    assertThat(why.condition()).isEqualTo(GivenUp.Condition.RETRY_ATTEMPTS_EXHAUSTED);
    assertThat(why.approximateInvokeCount()).isEqualTo(3);
    assertThat(why.lastResult()).isEqualTo("500 of the test");
  }

  @Test
  void givesUpRecordsThatAreTooOldAndSendsTheOthers() {
    FailurePolicy policy = new FailurePolicy(-1, 60, false, false, null);
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook").withFailures(policy));
    world.put("a");
    world.answer(new Outcome.SlowDown(503, "503", Duration.ofSeconds(50)));
    world.advance(30_000);
    world.put("b");
    world.advance(30_500);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(2L);
    assertThat(letters(world)).containsExactly(1L);
    assertThat(world.deadLetters().getFirst().givenUp().condition())
        .isEqualTo(GivenUp.Condition.RECORD_AGE_EXCEEDED);
  }

  @Test
  void leavesAReceiverAloneThatAsksForItAndCountsNoRetry() {
    TriggerFixture world = new TriggerFixture(failing(0, true, false));
    world.put("a", "b");
    world.answer(new Outcome.SlowDown(429, "429", Duration.ofSeconds(30)));
    world.advance(29_000);
    assertThat(world.underWay).isEmpty();
    world.advance(1_100);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(1L, 2L);
  }

  @Test
  void stopsWhenTheReceiverIsGone() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.put("a");
    world.answer(new Outcome.Gone(410, "410 Gone"));
    world.advance(LONG_MS);
    assertThat(world.underWay).isEmpty();
    assertThat(world.gone).containsExactly("the receiver answered 410 Gone: it is gone");
  }

  @Test
  void waitsWhileTheDeadLetterQueueIsFull() {
    TriggerOptions small =
        new TriggerOptions(
            1, 1, 1 << 20, 1, 1 << 20, Duration.ofDays(14), Duration.ofSeconds(1), Duration.ZERO);
    TriggerFixture world = new TriggerFixture(1, failing(0, false, false), small, 1);
    world.put("a");
    world.answer(ERROR);
    world.put("b");
    world.answer(ERROR);
    world.advance(LONG_MS);
    assertThat(letters(world)).containsExactly(1L);
    assertThat(world.run.describe().lastProcessingResult())
        .startsWith("PROBLEM: the dead-letter queue is full");
    new DeadLetterQueue(world.items, small).purge(TriggerFixture.TRIGGER);
    world.advance(LONG_MS);
    assertThat(letters(world)).containsExactly(2L);
  }

  @Test
  void givesUpLaterWhatItCannotNow() {
    TriggerFixture world = new TriggerFixture(failing(0, false, false));
    world.put("a", "b");
    world.items.failCounts(1);
    world.answer(ERROR);
    assertThat(world.deadLetters()).isEmpty();
    world.advance(Lane.GIVE_UP_RETRY_MS);
    assertThat(world.deadLetters()).hasSize(2);
  }

  @Test
  void sendsWhatIsGivenUpToTheWebhookOfOnFailure() {
    FailurePolicy policy = new FailurePolicy(0, -1, false, false, "second");
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook").withFailures(policy));
    world.addWebhook("second", PayloadFormat.LAMBDA_EVENT);
    world.put("a");
    world.answer(ERROR);
    Sent sent = world.answer(OK);
    assertThat(sent.delivery().webhook().name()).isEqualTo("second");
    assertThat(sent.delivery().givenUp()).isNotNull();
    assertThat(world.deadLetters()).isEmpty();
    assertThat(world.run.standing().metrics(0).deadLettered()).isEqualTo(1);
  }

  @Test
  void keepsWhatTheWebhookOfOnFailureDoesNotTake() {
    FailurePolicy policy = new FailurePolicy(0, -1, false, false, "second");
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook").withFailures(policy));
    world.addWebhook("second", PayloadFormat.LAMBDA_EVENT);
    world.put("a");
    for (int attempt = 0; attempt < 4; attempt++) {
      world.answer(ERROR);
      world.advance(LONG_MS);
    }
    assertThat(letters(world)).containsExactly(1L);
  }

  @Test
  void sendsAPlainWebhookOneRecordAtATime() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.addWebhook("hook", PayloadFormat.PLAIN);
    world.put("a", "b");
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(1L);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(2L);
  }

  @Test
  void letsOtherKeysPassASlowOneButNotTheSame() {
    TriggerFixture world = new TriggerFixture(batching(1, 0, 10, 0));
    world.put("a", "a", "b", "c", "d", "e", "f", "g");
    world.turn();
    Sent slow = sentOf(world, 1);
    world.underWay.remove(slow);
    for (int i = 0; i < 20; i++) {
      for (Sent other : List.copyOf(world.underWay)) {
        world.underWay.remove(other);
        other.answer(OK);
      }
      world.turn();
    }
    long delivered = world.run.standing().metrics(0).delivered();
    assertThat(delivered).isBetween(1L, 6L);
    slow.answer(OK);
    for (int i = 0; i < 20 && !(world.underWay.isEmpty() && i > 0); i++) {
      world.turn();
      List.copyOf(world.underWay).forEach(sent -> sent.answer(OK));
      world.underWay.clear();
    }
    world.turn();
    assertThat(world.run.standing().metrics(0).delivered()).isEqualTo(8);
  }

  @Test
  void writesCheckpointsAtABoundedRateAndNotAtAllForOthersWrites() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.turn();
    int before = world.items.writes;
    for (int i = 0; i < 100; i++) {
      world.put("a");
      world.answer(OK);
      world.advance(19);
    }
    assertThat(world.items.writes - before).isBetween(1, 4);
    world.advance(5_000);
    int quiet = world.items.writes;
    for (int i = 0; i < 60; i++) {
      world.log.put(TriggerFixture.TABLE + 1, "other", world.clock.millis());
      world.advance(1_000);
    }
    assertThat(world.items.writes).isEqualTo(quiet);
    world.advance(300_000);
    assertThat(world.items.writes).isEqualTo(quiet + 1);
    assertThat(world.run.needed()).isEqualTo(world.log.changes.size() + 1);
  }

  @Test
  void neverChecksPointsAheadOfWhatIsDone() {
    TriggerFixture world = new TriggerFixture(failing(0, false, false));
    world.put("a");
    world.advance(5_000);
    world.items.setImmediate(false);
    world.takeSent().answer(ERROR);
    world.advance(5_000);
    // The letter is written and not durable: a kill now must find the change again.
    world.kill();
    world.items.setImmediate(true);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(1L);
    assertThat(world.deadLetters()).isEmpty();
  }

  @Test
  void goesOnAfterAKillWhereItsCheckpointIs() {
    TriggerFixture world = new TriggerFixture(batching(1, 0, 1, 0));
    world.put("a", "b", "c");
    world.answer(OK);
    world.advance(2_000);
    world.kill();
    assertThat(world.takeSent().sequenceNumbers()).containsExactly(2L);
  }

  @Test
  void pausesOnceNothingIsUnderWayAndResumesThere() {
    TriggerFixture world = new TriggerFixture(batching(1, 0, 1, 0));
    world.put("a", "b");
    Sent sent = world.takeSent();
    enable(world, false);
    world.turn();
    assertThat(world.run.describe().state()).isEqualTo(TriggerState.DISABLING);
    sent.answer(OK);
    world.advance(LONG_MS);
    assertThat(world.run.describe().state()).isEqualTo(TriggerState.DISABLED);
    assertThat(world.underWay).isEmpty();
    enable(world, true);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(2L);
  }

  @Test
  void replaysFromAPositionWithOtherIds() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.put("a", "b", "c");
    String id = world.answer(OK).delivery().webhookId();
    replay(world, new ReplayPosition.At(new SequenceNumber(1)));
    Sent again = world.answer(OK);
    assertThat(again.sequenceNumbers()).containsExactly(1L, 2L, 3L);
    assertThat(again.delivery().webhookId()).isNotEqualTo(id);
  }

  @Test
  void readsAtOnceAfterARestAndElseManyChangesAtATime() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.advance(LONG_MS);
    world.put("a");
    world.turn();
    assertThat(world.underWay).hasSize(1);
    world.takeSent().answer(OK);
    world.put("b", "c");
    world.turn();
    assertThat(world.underWay).isEmpty();
    world.advance(PartitionFollower.READ_INTERVAL_MS);
    assertThat(world.takeSent().sequenceNumbers()).containsExactly(2L, 3L);
  }

  @Test
  void readsOnWhenTheClockGoesBack() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.put("a");
    world.answer(OK);
    world.clock.advance(-LONG_MS);
    world.put("b");
    world.turn();
    assertThat(world.underWay).hasSize(1);
  }

  @Test
  void replaysFromATime() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.put("a");
    world.advance(1_000);
    long sinceMs = world.clock.millis();
    world.answer(OK);
    world.put("b");
    world.answer(OK);
    replay(world, new ReplayPosition.Since(sinceMs));
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(2L);
  }

  @Test
  void replaysThoughTheLogCannotBeReadAtFirst() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.put("a");
    world.answer(OK);
    world.log.failReads(1);
    CompletableFuture<Void> done =
        world.run.replay(world.run.definition().nextEpoch(0), new ReplayPosition.TrimHorizon());
    world.turn();
    assertThat(done).isCompleted();
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(1L);
  }

  @Test
  void replaysDurablyThoughACheckpointIsBeingWritten() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.put("a");
    world.takeSent().answer(OK);
    world.items.setImmediate(false);
    world.advance(2_000);
    CompletableFuture<Void> done =
        world.run.replay(
            world.run.definition().nextEpoch(0), new ReplayPosition.At(new SequenceNumber(1)));
    world.turn();
    assertThat(done).isNotDone();
    world.items.setImmediate(true);
    world.items.flushAll();
    world.turn();
    assertThat(done).isCompleted();
    world.kill();
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(1L);
  }

  @Test
  void endsThoughWhatItWasToDoBeforeCannotBeDone() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.turn();
    world.log.failReads(Integer.MAX_VALUE);
    CompletableFuture<Void> replayed =
        world.run.replay(world.run.definition().nextEpoch(0), new ReplayPosition.TrimHorizon());
    world.turn();
    CompletableFuture<Void> ended = world.run.stop();
    world.turn();
    assertThat(ended).isCompleted();
    assertThat(replayed).isCompletedExceptionally();
  }

  @Test
  void passesOverWhatIsThereWithLatest() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.put("a");
    world.takeSent().answer(ERROR);
    world.put("b");
    replay(world, new ReplayPosition.Latest());
    world.put("c");
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(3L);
  }

  @Test
  void leavesOutWhatNoFilterMatches() {
    // The fixture's filter refuses keys that have the pattern's text.
    TriggerFixture world =
        new TriggerFixture(TriggerSettings.of("hook").withFilterPatterns(List.of("no")));
    world.put("no1", "yes", "no2");
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(2L);
    world.advance(2_000);
    assertThat(world.run.needed()).isEqualTo(4);
    assertThat(world.run.standing().metrics(0).filtered()).isEqualTo(2);
  }

  @Test
  void saysThatItHasFallenBehindTheLog() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.turn();
    enable(world, false);
    world.turn();
    world.put("a", "b", "c");
    world.log.trim(3);
    enable(world, true);
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(3L);
    assertThat(world.run.describe().lastProcessingResult()).startsWith("PROBLEM: fell behind");
    assertThat(world.run.standing().metrics(0).trimmed()).isEqualTo(1);
  }

  @Test
  void saysThatItIsMoreThanADayBehind() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.put("a");
    world.answer(ERROR);
    world.advance(Duration.ofHours(25).toMillis());
    assertThat(world.run.describe().lastProcessingResult())
        .startsWith("PROBLEM: more than 24 hours behind");
    assertThat(world.run.standing().metrics(world.clock.millis()).lagMs())
        .isGreaterThan(Duration.ofHours(25).toMillis());
  }

  @Test
  void readsAStreamThatWasDisabledToItsEnd() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    world.turn();
    world.put("a", "b");
    world.endStream();
    world.put("c");
    assertThat(world.answer(OK).sequenceNumbers()).containsExactly(1L, 2L);
    world.advance(LONG_MS);
    assertThat(world.underWay).isEmpty();
  }

  @Test
  void carriesTheStateThroughAWindowAndEndsIt() {
    TriggerFixture world = new TriggerFixture(batching(1, 0, 1, 10));
    long startMs = Math.floorDiv(world.clock.millis(), 10_000) * 10_000;
    world.put("a", "b");
    assertThat(window(world.answer(state("{\"n\":1}"))))
        .isEqualTo(new Window(startMs, startMs + 10_000, null, false, false));
    assertThat(window(world.answer(state("{\"n\":2}"))).state()).isEqualTo("{\"n\":1}");
    world.advance(12_000);
    Sent last = world.answer(OK);
    assertThat(last.delivery().records()).isEmpty();
    assertThat(window(last))
        .isEqualTo(new Window(startMs, startMs + 10_000, "{\"n\":2}", true, false));
    world.put("c");
    assertThat(window(world.answer(state("{}"))).state()).isNull();
  }

  @Test
  void endsAWindowBeforeTheNextOneBegins() {
    TriggerFixture world = new TriggerFixture(batching(10, 0, 1, 1));
    world.put("a");
    world.clock.advance(1_000);
    world.put("b");
    assertThat(world.answer(state("{}")).sequenceNumbers()).containsExactly(1L);
    assertThat(window(world.answer(OK)).isFinalInvoke()).isTrue();
    assertThat(world.answer(state("{}")).sequenceNumbers()).containsExactly(2L);
  }

  @Test
  void takesAnAnswerWithoutStateForAFailureInAWindow() {
    TriggerFixture world = new TriggerFixture(batching(10, 0, 1, 10));
    world.put("a");
    world.answer(OK);
    world.advance(1_000);
    assertThat(world.answer(state("{}")).sequenceNumbers()).containsExactly(1L);
  }

  @Test
  void endsAWindowEarlyWhoseStateIsTooLarge() {
    TriggerFixture world = new TriggerFixture(batching(10, 0, 1, 900));
    world.put("a");
    world.answer(state("\"" + "x".repeat(Window.MAX_STATE_BYTES) + "\""));
    assertThat(window(world.answer(OK)).isTerminatedEarly()).isTrue();
  }

  @Test
  void keepsTheStateOfAWindowThroughAKill() {
    TriggerFixture world = new TriggerFixture(batching(1, 0, 1, 900));
    world.put("a");
    world.answer(state("{\"n\":1}"));
    world.advance(2_000);
    world.kill();
    world.put("b");
    assertThat(window(world.takeSent()).state()).isEqualTo("{\"n\":1}");
  }

  @Test
  void holdsNoMoreThanItsShareOfChanges() {
    TriggerFixture world = new TriggerFixture(TriggerSettings.of("hook"));
    for (int i = 0; i < 15_000; i++) {
      world.put("k" + i);
    }
    world.turn();
    assertThat(world.run.standing().metrics(0).backlogRecords()).isEqualTo(10_000);
  }

  private static TriggerSettings batching(int size, int window, int lanes, int tumbling) {
    return TriggerSettings.of("hook").withBatching(new Batching(size, window, lanes, tumbling));
  }

  private static TriggerSettings failing(int retries, boolean bisect, boolean report) {
    return TriggerSettings.of("hook")
        .withFailures(new FailurePolicy(retries, -1, bisect, report, null));
  }

  private static Outcome state(String json) {
    return new Outcome.Succeeded(200, json);
  }

  private static Outcome partly(long... failed) {
    List<String> identifiers = new ArrayList<>();
    for (long sequenceNumber : failed) {
      identifiers.add(new SequenceNumber(sequenceNumber).toString());
    }
    return new Outcome.PartlyFailed(200, identifiers, null);
  }

  private static Window window(Sent sent) {
    Window window = sent.delivery().window();
    if (window == null) {
      throw new AssertionError("a delivery without a window");
    }
    return window;
  }

  private static List<Long> letters(TriggerFixture world) {
    return world.deadLetters().stream()
        .map(letter -> letter.record().sequenceNumber().value())
        .toList();
  }

  private static Sent sentOf(TriggerFixture world, long sequenceNumber) {
    return world.underWay.stream()
        .filter(sent -> sent.sequenceNumbers().contains(sequenceNumber))
        .findFirst()
        .orElseThrow();
  }

  private static void enable(TriggerFixture world, boolean enabled) {
    TriggerDefinition now = world.run.definition();
    world.run.configure(now.with(now.settings().withEnabled(enabled), "test", 0));
  }

  private static void replay(TriggerFixture world, ReplayPosition position) {
    world.turn();
    CompletableFuture<Void> done = world.run.replay(world.run.definition().nextEpoch(0), position);
    world.turn();
    assertThat(done).isCompleted();
  }
}
