package dev.tarn.stream.delivery;

import dev.tarn.stream.delivery.Checkpoint.LanePosition;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.GivenUp;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.Outcome.Failed;
import dev.tarn.stream.trigger.Outcome.Gone;
import dev.tarn.stream.trigger.Outcome.PartlyFailed;
import dev.tarn.stream.trigger.Outcome.SlowDown;
import dev.tarn.stream.trigger.Outcome.Succeeded;
import dev.tarn.stream.trigger.TriggerSettings;
import dev.tarn.stream.trigger.Window;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A share of a partition's keys, whose records go one batch at a time, in order: the rules of
 * batching, retrying, bisecting and giving up, without a thread, a clock or a network.
 *
 * <pre>
 *   queue ──take──> batches: [current, rest of a split one, ...] ──answered──> done
 *                      ^                |
 *                      └── retry, split ┴── given up ──> dead-letter queue ──> done
 * </pre>
 */
final class Lane {
  /** How long to wait before giving up is tried again. */
  static final long GIVE_UP_RETRY_MS = 5_000;

  private final FailurePolicy policy;
  private final long tumblingMs;
  private final LaneQueue queue;
  private final Backoff backoff;

  /** The current batch first; more only where one was split. */
  private final Deque<Batch> batches = new ArrayDeque<>();

  /** Whether the current batch is being sent, or given up. */
  private boolean underWay;

  private long notBeforeMs;
  private long giveUpNotBeforeMs;
  private int giveUpAttempts;
  private @Nullable OpenWindow window;
  private int heldRecords;
  private long heldBytes;

  Lane(TriggerSettings settings, @Nullable OpenWindow window, RandomGenerator random) {
    this.policy = settings.failures();
    this.tumblingMs = settings.batching().tumblingWindowSeconds() * 1_000L;
    this.queue =
        new LaneQueue(settings.batching().maximumBatchingWindowSeconds() * 1_000, tumblingMs);
    this.window = window;
    this.backoff = new Backoff(random);
  }

  void add(StreamRecord record, long nowMs) {
    queue.add(record, nowMs);
    heldRecords++;
    heldBytes += Batch.heldBytes(record);
  }

  /** Whether a batch is being sent or given up. */
  boolean isUnderWay() {
    return underWay;
  }

  /** Records read and not done yet. */
  int heldRecords() {
    return heldRecords;
  }

  /** The bytes of those records, about. */
  long heldBytes() {
    return heldBytes;
  }

  /** How often the current batch could not be given up. */
  int giveUpAttempts() {
    return giveUpAttempts;
  }

  /** The first record that is not done, or null. */
  @Nullable StreamRecord oldest() {
    Batch current = batches.peekFirst();
    return current == null || current.isFinalInvoke()
        ? queue.first()
        : current.records().getFirst();
  }

  /**
   * How far this has come.
   *
   * @param readTo the first sequence number that has not been read
   */
  LanePosition position(long readTo) {
    StreamRecord oldest = oldest();
    return new LanePosition(oldest == null ? readTo : oldest.sequenceNumber().value(), window);
  }

  /** What to do now. */
  Move next(Turn turn) {
    if (underWay) {
      return Move.NOTHING;
    }
    if (batches.isEmpty()) {
      long dueMs = form(turn);
      if (batches.isEmpty()) {
        return new Move.Wait(dueMs);
      }
    }
    giveUpTooOld(turn);
    boolean givenUp = current().givenUp() != null;
    long readyMs = givenUp ? giveUpNotBeforeMs : Math.max(notBeforeMs, turn.slowUntilMs());
    if (turn.nowMs() < readyMs) {
      return new Move.Wait(readyMs);
    }
    underWay = true;
    if (givenUp) {
      return new Move.GiveUp(atMost(turn.maxGivenUp()));
    }
    replaceCurrent(atMost(turn.maxRecords()).sent());
    return new Move.Send(current(), window());
  }

  /** Takes in what became of the batch that was sent. */
  Verdict answered(Outcome outcome, long nowMs) {
    underWay = false;
    return switch (outcome) {
      case Succeeded succeeded -> succeeded(succeeded.state(), nowMs);
      case PartlyFailed partly ->
          policy.reportBatchItemFailures()
              ? partlyFailed(partly, nowMs)
              : succeeded(partly.state(), nowMs);
      case Failed failed -> failed(failed.summary(), nowMs);
      case SlowDown slow -> {
        notBeforeMs = nowMs + backoff.failed();
        yield new Verdict(0, slow.summary());
      }
      case Gone gone -> new Verdict(0, gone.summary());
    };
  }

  /** The current batch is safely where what is given up goes. */
  void givenUp() {
    underWay = false;
    giveUpAttempts = 0;
    Batch batch = batches.removeFirst();
    if (batch.isFinalInvoke()) {
      window = null;
    }
    done(batch);
  }

  /** The current batch could not be put where what is given up goes. */
  void notGivenUp(long nowMs) {
    underWay = false;
    giveUpAttempts++;
    giveUpNotBeforeMs = nowMs + GIVE_UP_RETRY_MS;
  }

  /** Makes the next batch if it is time; else says when. */
  private long form(Turn turn) {
    OpenWindow open = window;
    StreamRecord first = queue.first();
    if (tumblingMs > 0 && open != null && isOver(open, first, turn)) {
      batches.add(Batch.finalInvoke());
      return turn.nowMs();
    }
    if (first == null) {
      // Asks again when the window may be over; how late its last change is read, nobody knows.
      return open == null || tumblingMs == 0
          ? Long.MAX_VALUE
          : Math.max(open.startMs() + tumblingMs, turn.nowMs() + Backoff.FIRST_MS);
    }
    long dueMs = queue.dueMs(turn);
    if (dueMs <= turn.nowMs()) {
      if (tumblingMs > 0 && open == null) {
        window = OpenWindow.at(queue.windowStart(first));
      }
      batches.add(queue.take(turn));
    }
    return dueMs;
  }

  private boolean isOver(OpenWindow open, @Nullable StreamRecord next, Turn turn) {
    if (open.terminated()) {
      return true;
    }
    return next == null
        ? open.startMs() + tumblingMs <= turn.readUntilMs()
        : queue.windowStart(next) != open.startMs();
  }

  private @Nullable Window window() {
    return window == null || tumblingMs == 0
        ? null
        : window.toWindow(tumblingMs, current().isFinalInvoke());
  }

  private Verdict succeeded(@Nullable String state, long nowMs) {
    if (window != null && !current().isFinalInvoke() && state == null) {
      return failed("the answer has no state", nowMs);
    }
    Batch batch = batches.removeFirst();
    backoff.reset();
    keep(state, batch);
    done(batch);
    return new Verdict(batch.size(), "");
  }

  private void keep(@Nullable String state, Batch batch) {
    if (window != null) {
      window = batch.isFinalInvoke() ? null : state == null ? window : window.withState(state);
    }
  }

  /** Goes on with the first record that failed, as the service does. */
  private Verdict partlyFailed(PartlyFailed partly, long nowMs) {
    Batch batch = current();
    int firstFailed = batch.firstOf(partly.itemIdentifiers());
    if (firstFailed < 0) {
      return failed("no record of the batch has the itemIdentifier of a failure", nowMs);
    }
    if (firstFailed == batch.size()) {
      return succeeded(partly.state(), nowMs);
    }
    if (firstFailed == 0) {
      return failed(partly.summary(), nowMs);
    }
    keep(partly.state(), batch);
    done(batch.upTo(firstFailed));
    backoff.reset();
    replaceCurrent(batch.remaining(firstFailed));
    retryOrGiveUp(batch.remaining(firstFailed), batch.attempts(), partly.summary(), nowMs);
    return new Verdict(firstFailed, partly.summary());
  }

  private Verdict failed(String summary, long nowMs) {
    Batch batch = current();
    if (policy.bisectBatchOnFunctionError() && batch.size() > 1) {
      batches.removeFirst();
      batches.addFirst(batch.from(batch.size() / 2));
      batches.addFirst(batch.upTo(batch.size() / 2));
      // Halves go soon: finding one bad record among many takes a split for each doubling.
      notBeforeMs = nowMs + Backoff.FIRST_MS / 2;
    } else {
      retryOrGiveUp(batch.retried(), batch.attempts(), summary, nowMs);
    }
    return new Verdict(0, summary);
  }

  private void retryOrGiveUp(Batch again, int attempts, String summary, long nowMs) {
    boolean splits = policy.bisectBatchOnFunctionError() && again.size() > 1;
    if (splits || policy.allowsRetry(again.retries() - 1)) {
      replaceCurrent(again);
      notBeforeMs = nowMs + backoff.failed();
      return;
    }
    GivenUp why = new GivenUp(GivenUp.Condition.RETRY_ATTEMPTS_EXHAUSTED, attempts, summary, nowMs);
    replaceCurrent(again.givenUp(why));
  }

  /** Splits off the current batch's records that are too old to be sent. */
  private void giveUpTooOld(Turn turn) {
    Batch batch = current();
    if (policy.maximumRecordAgeSeconds() == FailurePolicy.UNLIMITED
        || batch.isFinalInvoke()
        || batch.givenUp() != null) {
      return;
    }
    int old = batch.madeBefore(turn.nowMs() - policy.maximumRecordAgeSeconds() * 1_000L);
    if (old == 0) {
      return;
    }
    Batch tooOld = atMost(old);
    replaceCurrent(
        tooOld.givenUp(
            new GivenUp(
                GivenUp.Condition.RECORD_AGE_EXCEEDED, tooOld.attempts(), "", turn.nowMs())));
  }

  /** The current batch, of which what is beyond a number of records becomes the next. */
  private Batch atMost(int records) {
    Batch batch = current();
    if (batch.size() > records) {
      batches.removeFirst();
      batches.addFirst(batch.from(records));
      batches.addFirst(batch.upTo(records));
    }
    return current();
  }

  private Batch current() {
    return batches.getFirst();
  }

  private void replaceCurrent(Batch batch) {
    batches.removeFirst();
    batches.addFirst(batch);
  }

  private void done(Batch batch) {
    heldRecords -= batch.size();
    List<StreamRecord> records = batch.records();
    for (StreamRecord record : records) {
      heldBytes -= Batch.heldBytes(record);
    }
  }
}
