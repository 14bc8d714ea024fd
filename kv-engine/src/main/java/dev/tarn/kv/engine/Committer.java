package dev.tarn.kv.engine;

import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.log.CommitLog;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that makes batches durable, shows them to readers, and then lets their callers be
 * answered. While it waits for the disk, the sequencer evaluates what the next sync takes along.
 *
 * <p>If the log fails, whether the last batch is durable is unknown: its callers are not told that
 * it is, and the engine takes no more writes.
 */
final class Committer implements Runnable {
  /** Batches that wait for the next sync; a full queue holds the sequencer back. */
  private static final int QUEUE_CAPACITY = 256;

  private static final Logger LOG = System.getLogger(Committer.class.getName());

  /** Ends the thread when all before it is done. */
  private static final Batch END = new Batch();

  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final Partitions partitions;
  private final CommitLog log;
  private final Flusher flusher;
  private final @Nullable IndexHistory history;
  private final Consumer<Catalog> catalogListener;
  private final Runnable failureListener;
  private final DiskReserve reserve;
  private Catalog catalog;
  private boolean failed;
  private volatile long visibleSequenceNumber;
  private volatile Runnable visibleListener = () -> {};

  /**
   * A committer, its thread not yet started.
   *
   * @param history what is to know how global indexes were, or null
   * @param catalogListener told of the tables when they have changed
   * @param failureListener told when the log has failed
   */
  Committer(
      Partitions partitions,
      CommitLog log,
      Flusher flusher,
      @Nullable IndexHistory history,
      Catalog catalog,
      Consumer<Catalog> catalogListener,
      Runnable failureListener,
      DiskReserve reserve) {
    this.partitions = partitions;
    this.log = log;
    this.flusher = flusher;
    this.history = history;
    this.catalog = catalog;
    this.catalogListener = catalogListener;
    this.failureListener = failureListener;
    this.reserve = reserve;
    this.visibleSequenceNumber = log.lastSequenceNumber();
  }

  /** The last sequence number whose change readers see. */
  long visibleSequenceNumber() {
    return visibleSequenceNumber;
  }

  void onVisible(Runnable listener) {
    visibleListener = listener;
  }

  void accept(Batch batch) throws InterruptedException {
    queue.put(batch);
  }

  /** Lets the thread end once every batch accepted before is done. */
  void finish() throws InterruptedException {
    queue.put(END);
  }

  @Override
  public void run() {
    List<Batch> batches = new ArrayList<>();
    try {
      boolean more = true;
      while (more) {
        batches.add(queue.take());
        queue.drainTo(batches);
        more = !batches.remove(END);
        commit(batches);
        batches.clear();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the committer", e);
    }
  }

  private void commit(List<Batch> batches) {
    if (!failed) {
      try {
        syncAndApply(batches);
      } catch (IOException | RuntimeException failure) {
        LOG.log(Level.ERROR, "The log failed: no more writes until a restart", failure);
        failed = true;
        failureListener.run();
      }
    }
    for (Batch batch : batches) {
      if (batch.applied()) {
        batch.answerAll();
      } else {
        batch.refuseAll(new InternalServerError());
      }
    }
    if (!failed) {
      flusher.freezeWhereDue();
      reserve.lookAgain();
    }
  }

  private void syncAndApply(List<Batch> batches) throws IOException {
    if (batches.stream().anyMatch(batch -> !batch.commits().isEmpty())) {
      log.sync();
    }
    long before = visibleSequenceNumber;
    batches.forEach(this::apply);
    if (visibleSequenceNumber != before) {
      visibleListener.run();
    }
  }

  private void apply(Batch batch) {
    for (Commit commit : batch.commits()) {
      if (history != null) {
        history.remember(commit, catalog);
      }
      partitions.apply(commit, catalog);
      commit.changes().forEach(this::applyToCatalog);
    }
    if (!batch.commits().isEmpty()) {
      long last = batch.commits().getLast().lastSequenceNumber();
      partitions.endOfCommit(last);
      visibleSequenceNumber = last;
    }
    batch.markApplied();
  }

  private void applyToCatalog(Change change) {
    Catalog after = SystemTable.apply(catalog, change);
    if (after != catalog) {
      catalog = after;
      catalogListener.accept(after);
    }
  }
}
