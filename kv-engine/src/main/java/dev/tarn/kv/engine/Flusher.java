package dev.tarn.kv.engine;

import dev.tarn.kv.log.CommitLog;
import dev.tarn.kv.store.PartitionStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one thread that writes frozen memtables to LMDB, and then lets the log delete what no store
 * needs any more.
 *
 * <p>While a flush fails, as on a full disk, nothing is lost: the log has it. Writes are refused,
 * reads go on, and the flush is tried again every second.
 */
final class Flusher implements Runnable {
  private static final Logger LOG = System.getLogger(Flusher.class.getName());
  private static final long RETRY_MS = 1_000;

  private final Partitions partitions;
  private final CommitLog log;
  private final Runnable housekeeping;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private boolean stopped;
  private volatile boolean failing;
  private volatile boolean checkpointDue;

  /**
   * A flusher, its thread not yet started.
   *
   * @param housekeeping run about once a second
   */
  Flusher(Partitions partitions, CommitLog log, Runnable housekeeping) {
    this.partitions = partitions;
    this.log = log;
    this.housekeeping = housekeeping;
  }

  /** Whether the last flush failed: no writes should be taken until one succeeds. */
  boolean failing() {
    return failing;
  }

  /** Has every memtable frozen between two of the next batches, full or not. */
  void requestCheckpoint() {
    checkpointDue = true;
  }

  /**
   * Freezes the memtables that are full, or all if a checkpoint is due, and waits where one has
   * filled up twice before the disk took it once. Called by the committer between two batches.
   */
  void freezeWhereDue() {
    boolean all = checkpointDue;
    checkpointDue = false;
    for (PartitionStore store : partitions.stores()) {
      if (all || store.wantsFlush()) {
        store.freeze();
        wake();
      }
      while (store.overfull() && !failing) {
        awaitFlush(store);
      }
    }
  }

  @Override
  public void run() {
    while (awaitWork()) {
      flushFrozen();
      housekeeping.run();
    }
  }

  /** Ends the thread after what it is at. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Writes every frozen memtable; on a failure says so, to be called again. */
  void flushFrozen() {
    try {
      for (PartitionStore store : partitions.stores()) {
        if (store.hasFrozen()) {
          flush(store);
        }
      }
      log.release(partitions.recoverableFrom());
      failing = false;
    } catch (IOException | RuntimeException e) {
      failing = true;
      LOG.log(Level.ERROR, "Items could not be written to their store: " + e, e);
    }
  }

  /** No store is ever ahead of the log, whatever the durability setting: so the log goes first. */
  private void flush(PartitionStore store) throws IOException {
    log.force();
    store.flush();
  }

  /** Lets the next round begin now. */
  void wake() {
    lock.lock();
    try {
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void awaitFlush(PartitionStore store) {
    try {
      store.awaitFlush(RETRY_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the committer", e);
    }
  }

  /** Waits for a frozen memtable or for the next round; false once stopped. */
  @SuppressWarnings("WaitNotInLoop") // Waking early does no harm: the next round finds no work.
  private boolean awaitWork() {
    lock.lock();
    try {
      if (!stopped && (failing || !anyFrozen())) {
        work.await(RETRY_MS, TimeUnit.MILLISECONDS);
      }
      return !stopped;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the flusher", e);
    } finally {
      lock.unlock();
    }
  }

  private boolean anyFrozen() {
    return partitions.stores().stream().anyMatch(PartitionStore::hasFrozen);
  }
}
