package dev.tarn.kv.engine;

import dev.tarn.kv.engine.Submission.TableResult;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.table.TableDefinition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that decides the order of all writes: it takes submissions from its queue in
 * batches, evaluates each against the items as all earlier ones leave them, and makes commits of
 * those that change something.
 */
final class Sequencer implements Runnable {
  /** The most submissions that wait: beyond, clients are throttled. */
  static final int QUEUE_CAPACITY = 16_384;

  /** The most submissions of a batch: bounds how long an answer waits for its neighbours. */
  private static final int MAX_BATCH_SUBMISSIONS = 1_024;

  private static final Logger LOG = System.getLogger(Sequencer.class.getName());

  private final BlockingQueue<Submission> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final LogHead head;
  private final ItemEvaluation items;
  private final Committer committer;
  private final long tableDelayMs;

  Sequencer(LogHead head, Committer committer, EngineOptions options) {
    this.head = head;
    this.items =
        new ItemEvaluation(
            head, options.throughput(), new CollectionLimit(head, options.maxCollectionBytes()));
    this.committer = committer;
    this.tableDelayMs = options.tableDelay().toMillis();
  }

  /** Queues a submission; false if the queue is full. */
  boolean offer(Submission submission) {
    return queue.offer(submission);
  }

  /** Lets the thread end once all that was offered before is evaluated. */
  void finish() throws InterruptedException {
    queue.put(new Submission.End());
  }

  /** Works until {@link #finish}. */
  @Override
  public void run() {
    List<Submission> submissions = new ArrayList<>();
    try {
      boolean more = true;
      while (more) {
        submissions.add(queue.take());
        queue.drainTo(submissions, MAX_BATCH_SUBMISSIONS - 1);
        Batch batch = head.startBatch();
        submissions.forEach(submission -> evaluateOrRefuse(submission, batch));
        more = !(submissions.getLast() instanceof Submission.End);
        committer.accept(batch);
        submissions.clear();
      }
      committer.finish();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the sequencer", e);
    }
  }

  /** Refuses what was offered too late to be evaluated. For after the thread has ended. */
  void refuseQueued() {
    List<Submission> rest = new ArrayList<>();
    queue.drainTo(rest);
    rest.forEach(submission -> submission.refuse(new InternalServerError()));
  }

  /** A submission that fails must not take the others along, nor leave its caller waiting. */
  private void evaluateOrRefuse(Submission submission, Batch batch) {
    try {
      evaluate(submission, batch);
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "A submission could not be evaluated", failure);
      batch.answer(submission, () -> submission.refuse(new InternalServerError()));
    }
  }

  private void evaluate(Submission submission, Batch batch) {
    switch (submission) {
      case Submission.Items writes -> {
        List<WriteResult> results = items.evaluate(writes);
        batch.answer(submission, () -> writes.listener().completed(results));
      }
      case Submission.Transaction transaction -> {
        List<WriteResult> results = items.evaluate(transaction);
        batch.answer(submission, () -> transaction.listener().completed(results));
      }
      case Submission.Snapshot snapshot -> {
        List<@Nullable EncodedItem> read = read(snapshot.keys());
        batch.answer(submission, () -> snapshot.listener().accept(read, null));
      }
      case Submission.Table table -> {
        TableResult result = evaluate(table.write());
        batch.answer(submission, () -> table.listener().accept(result));
      }
      case Submission.SystemItems system -> {
        write(system.writes());
        batch.answer(submission, () -> system.listener().accept(null));
      }
      case Submission.Forget forget -> forget(forget);
      case Submission.Backfill backfill -> {
        backfill(backfill.table());
        batch.answer(submission, backfill.done());
      }
      case Submission.ForgetIndex forget -> forgetIndex(forget);
      case Submission.Checkpoint checkpoint -> {}
      case Submission.Expire expire -> {
        items.evaluate(expire);
        batch.answer(submission, expire.done());
      }
      case Submission.EndDeletion end -> endDeletion(end.table());
      case Submission.RollOver rollOver -> rollOver(rollOver.found());
      case Submission.End end -> {}
    }
  }

  private List<@Nullable EncodedItem> read(List<StoreKey> keys) {
    List<@Nullable EncodedItem> read = new ArrayList<>(keys.size());
    keys.forEach(key -> read.add(head.current(key)));
    return read;
  }

  private TableResult evaluate(TableWrite write) {
    try {
      long nowMs = head.nowMs();
      TableEvaluation evaluation = evaluation(nowMs);
      TableDefinition after = evaluation.evaluate(write);
      head.commit(changes(write, after, evaluation), nowMs);
      return new TableResult(after, null);
    } catch (DynamoDbException refused) {
      return new TableResult(null, refused);
    }
  }

  private TableEvaluation evaluation(long nowMs) {
    return new TableEvaluation(
        head.catalog(),
        nowMs,
        head.nextSequenceNumber(),
        UUID.randomUUID().toString(),
        tableDelayMs);
  }

  private List<Change> changes(
      TableWrite write, TableDefinition after, TableEvaluation evaluation) {
    TableDefinition before = head.catalog().table(after.number());
    if (before != null && write instanceof TableWrite.Delete && after.times().deletedMs() == 0) {
      return removal(before, after, evaluation);
    }
    EncodedItem oldImage = before == null ? null : SystemTable.encode(before);
    EncodedItem newImage = SystemTable.encode(after);
    StoreKey key = SystemTable.TABLES.keyOf(after);
    return Objects.equals(oldImage, newImage)
        ? List.of()
        : List.of(head.change(key, oldImage, newImage));
  }

  private List<Change> removal(
      TableDefinition before, TableDefinition after, TableEvaluation evaluation) {
    StoreKey key = SystemTable.TABLES.keyOf(before);
    StoreKey deletedKey = SystemTable.DELETED_TABLES.keyOf(after);
    EncodedItem remembered = SystemTable.encode(evaluation.remembered(after));
    return List.of(
        head.change(key, SystemTable.encode(before), null),
        head.change(deletedKey, null, remembered));
  }

  private void endDeletion(int number) {
    TableDefinition table = head.catalog().table(number);
    if (table != null && table.times().deletedMs() != 0) {
      long nowMs = head.nowMs();
      TableEvaluation evaluation = evaluation(nowMs);
      head.commit(removal(table, evaluation.closed(table), evaluation), nowMs);
    }
  }

  /** Unless it has happened meanwhile, or the stream was disabled. */
  private void rollOver(TableDefinition found) {
    TableDefinition table = head.catalog().table(found.number());
    if (table != null && table.streams().equals(found.streams())) {
      evaluate(new TableWrite.RollOver(table.name()));
    }
  }

  /** Commits the writes, each of another item, as one. */
  private void write(List<SystemWrite> writes) {
    List<Change> changes = new ArrayList<>(writes.size());
    for (SystemWrite write : writes) {
      EncodedItem before = head.current(write.key());
      if (!Objects.equals(before, write.item())) {
        changes.add(head.change(write.key(), before, write.item()));
      }
    }
    head.commit(changes);
  }

  /** Unless it has changed meanwhile. */
  private void forget(Submission.Forget forget) {
    if (Objects.equals(head.current(forget.key()), forget.remembered())) {
      head.commit(List.of(head.change(forget.key(), forget.remembered(), null)));
    }
  }

  private void backfill(int number) {
    TableDefinition table = head.catalog().table(number);
    BackfillSlice slice = table == null ? null : BackfillSlice.of(table, head);
    if (slice != null) {
      List<Change> changes = new ArrayList<>(slice.changes());
      changes.add(redefinition(slice.before(), slice.after()));
      head.commit(changes);
    }
  }

  private void forgetIndex(Submission.ForgetIndex forget) {
    TableDefinition table = head.catalog().table(forget.table());
    if (table == null) {
      return;
    }
    if (table.hasIndex(forget.index())) {
      head.commit(List.of(redefinition(table, table.withoutIndex(forget.index()))));
    } else if (table.droppedNumbers().contains(forget.index())) {
      head.commit(List.of(redefinition(table, table.withoutDropped(forget.index()))));
    }
  }

  private Change redefinition(TableDefinition before, TableDefinition after) {
    return head.change(
        SystemTable.TABLES.keyOf(after), SystemTable.encode(before), SystemTable.encode(after));
  }
}
