package dev.tarn.kv.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Idle read transactions, for whoever reads next: renewing one costs a tenth of a new one.
 *
 * <p>A thread looks in its own stripe first, a cache line that it seldom shares; threads come and
 * go without leaving transactions behind. Closing waits for those in use: a read transaction that
 * outlives its environment is a crash of the process.
 */
final class ReaderPool implements AutoCloseable {
  /** References in a cache line of 64 bytes. */
  private static final int STRIPE_SLOTS = 16;

  private static final int STRIPE_BITS = 5;
  private static final long CLOSE_TIMEOUT_MS = 10_000;
  private static final long CLOSE_POLL_MS = 1;

  private final Environment environment;
  private final AtomicReferenceArray<@Nullable ReadTransaction> idle =
      new AtomicReferenceArray<>(STRIPE_SLOTS << STRIPE_BITS);
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean closed;

  ReaderPool(Environment environment) {
    this.environment = environment;
  }

  ReadTransaction begin() {
    if (closed) {
      throw closedException();
    }
    int stripe = stripe();
    for (int slot = stripe; slot < stripe + STRIPE_SLOTS; slot++) {
      ReadTransaction read = idle.get(slot);
      if (read != null && idle.compareAndSet(slot, read, null)) {
        return renewed(read);
      }
    }
    return opened();
  }

  void end(ReadTransaction read) {
    read.reset();
    int stripe = stripe();
    for (int slot = stripe; slot < stripe + STRIPE_SLOTS; slot++) {
      if (idle.get(slot) == null && idle.compareAndSet(slot, null, read)) {
        return;
      }
    }
    discard(read);
  }

  /**
   * Ends every transaction.
   *
   * @throws IllegalStateException if some are still in use after ten seconds
   */
  @Override
  public void close() {
    closed = true;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MS);
    discardIdle();
    while (open.get() > 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("a store is closed while " + open + " reads go on");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(CLOSE_POLL_MS));
      discardIdle();
    }
  }

  private ReadTransaction renewed(ReadTransaction read) {
    try {
      read.renew();
      return read;
    } catch (RuntimeException e) {
      open.decrementAndGet();
      throw e;
    }
  }

  /** Counts first and looks at {@code closed} then: close does it the other way round. */
  private ReadTransaction opened() {
    open.incrementAndGet();
    try {
      if (closed) {
        throw closedException();
      }
      return new ReadTransaction(environment);
    } catch (RuntimeException e) {
      open.decrementAndGet();
      throw e;
    }
  }

  private void discardIdle() {
    for (int slot = 0; slot < idle.length(); slot++) {
      ReadTransaction read = idle.getAndSet(slot, null);
      if (read != null) {
        discard(read);
      }
    }
  }

  private void discard(ReadTransaction read) {
    read.close();
    open.decrementAndGet();
  }

  private static int stripe() {
    long scattered = Thread.currentThread().threadId() * 0x9E3779B97F4A7C15L;
    return (int) (scattered >>> (Long.SIZE - STRIPE_BITS)) * STRIPE_SLOTS;
  }

  private static IllegalStateException closedException() {
    return new IllegalStateException("the store is closed");
  }
}
