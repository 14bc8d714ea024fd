package dev.tarn.kv.engine;

import dev.tarn.kv.engine.PendingWrites.Pending;
import dev.tarn.kv.engine.Submission.Items;
import dev.tarn.kv.engine.Submission.TableResult;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.log.CommitLog;
import dev.tarn.kv.table.TableDefinition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
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
 *
 * <p>Time, ids and sequence numbers are stamped here and nowhere else.
 */
final class Sequencer implements Runnable {
  /** The most submissions that wait: beyond, clients are throttled. */
  static final int QUEUE_CAPACITY = 16_384;

  /** The most submissions of a batch: bounds how long an answer waits for its neighbours. */
  private static final int MAX_BATCH_SUBMISSIONS = 1_024;

  private static final Logger LOG = System.getLogger(Sequencer.class.getName());

  private final BlockingQueue<Submission> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final PendingWrites pending = new PendingWrites();
  private final Partitions partitions;
  private final CommitLog log;
  private final Committer committer;
  private final InstantSource clock;

  private Catalog catalog;
  private long nextSequenceNumber;
  private long lastTimestampMs;

  Sequencer(
      Partitions partitions,
      CommitLog log,
      Committer committer,
      Catalog catalog,
      InstantSource clock) {
    this.partitions = partitions;
    this.log = log;
    this.committer = committer;
    this.catalog = catalog;
    this.clock = clock;
    this.nextSequenceNumber = log.lastSequenceNumber() + 1;
    this.lastTimestampMs = log.lastTimestampMs();
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
        Batch batch = evaluate(submissions);
        more = !(submissions.getLast() instanceof Submission.End);
        pending.handedOver(batch);
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

  private Batch evaluate(List<Submission> submissions) {
    pending.forgetApplied();
    Batch batch = new Batch();
    for (Submission submission : submissions) {
      switch (submission) {
        case Items items -> evaluate(items, batch);
        case Submission.Table table -> evaluate(table, batch);
        case Submission.Forget forget -> forget(forget.table(), batch);
        case Submission.End end -> {}
      }
    }
    return batch;
  }

  private void evaluate(Items submission, Batch batch) {
    List<WriteResult> results = new ArrayList<>(submission.writes().size());
    for (ItemWrite write : submission.writes()) {
      results.add(evaluate(write, batch));
    }
    batch.answer(submission, () -> submission.listener().completed(results));
  }

  private WriteResult evaluate(ItemWrite write, Batch batch) {
    try {
      if (catalog.table(write.table().number()) == null) {
        throw ResourceNotFoundException.requestedResource();
      }
      EncodedItem before = current(write.key());
      EncodedItem after = WriteEvaluation.evaluate(write, before);
      if (!Objects.equals(before, after)) {
        commit(List.of(change(write.key(), before, after)), batch);
      }
      return WriteResult.written(before, after);
    } catch (DynamoDbException refused) {
      return WriteResult.refused(refused);
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "A write could not be evaluated", fault);
      return WriteResult.refused(new InternalServerError());
    }
  }

  private void evaluate(Submission.Table submission, Batch batch) {
    TableResult result;
    try {
      TableDefinition table = evaluate(submission.write(), batch);
      result = new TableResult(table, null);
    } catch (DynamoDbException refused) {
      result = new TableResult(null, refused);
    }
    TableResult answer = result;
    batch.answer(submission, () -> submission.listener().accept(answer));
  }

  private TableDefinition evaluate(TableWrite write, Batch batch) {
    long nowMs = nowMs();
    TableEvaluation evaluation =
        new TableEvaluation(catalog, nowMs, nextSequenceNumber, UUID.randomUUID().toString());
    TableDefinition after = evaluation.evaluate(write);
    TableDefinition before = catalog.table(after.number());
    EncodedItem oldImage = before == null ? null : SystemTable.encode(before);
    StoreKey key = SystemTable.TABLES.keyOf(after);
    List<Change> changes = new ArrayList<>();
    if (write instanceof TableWrite.Delete) {
      changes.add(change(key, oldImage, null));
      changes.add(
          change(
              SystemTable.DELETED_TABLES.keyOf(after),
              null,
              SystemTable.encode(evaluation.remembered(after))));
    } else {
      changes.add(change(key, oldImage, SystemTable.encode(after)));
    }
    commit(changes, nowMs, batch);
    changes.forEach(change -> catalog = SystemTable.apply(catalog, change));
    return after;
  }

  private void forget(TableDefinition table, Batch batch) {
    EncodedItem remembered = current(SystemTable.DELETED_TABLES.keyOf(table));
    if (remembered != null) {
      Change change = change(SystemTable.DELETED_TABLES.keyOf(table), remembered, null);
      commit(List.of(change), batch);
      catalog = SystemTable.apply(catalog, change);
    }
  }

  private @Nullable EncodedItem current(StoreKey key) {
    Pending underWay = pending.get(key);
    return underWay != null ? underWay.item() : partitions.get(key);
  }

  private Change change(
      StoreKey key, @Nullable EncodedItem oldImage, @Nullable EncodedItem newImage) {
    return new Change(partitions.map().locate(key.hash()), key, oldImage, newImage);
  }

  private void commit(List<Change> changes, Batch batch) {
    commit(changes, nowMs(), batch);
  }

  private void commit(List<Change> changes, long timestampMs, Batch batch) {
    Commit commit = new Commit(nextSequenceNumber, timestampMs, changes);
    log.append(commit);
    batch.add(commit);
    for (Change change : changes) {
      pending.put(change, nextSequenceNumber++);
    }
    lastTimestampMs = timestampMs;
  }

  /** The clock's time, never before an earlier commit's. */
  private long nowMs() {
    return Math.max(lastTimestampMs, clock.millis());
  }
}
