package dev.tarn.stream.delivery;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What others have for one thread to do: so that all of a trigger's state belongs to one thread.
 * What waits is bounded by what that thread has under way.
 */
final class Mailbox implements Executor {
  private final Queue<Runnable> letters = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread owner;

  /** Has something done by the owner. */
  @Override
  public void execute(Runnable letter) {
    letters.add(letter);
    wake();
  }

  /** Has a future's end taken in by the owner. */
  <T> void deliver(
      CompletableFuture<T> future,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> to) {
    // Not whenCompleteAsync: that would swallow what the letter throws.
    CompletableFuture<T> unused =
        future.whenComplete((value, error) -> execute(() -> to.accept(value, error)));
  }

  /** Whether there is nothing to do. */
  boolean isEmpty() {
    return letters.isEmpty();
  }

  /** Makes the calling thread the owner. */
  void own() {
    owner = Thread.currentThread();
  }

  /** Does what there is to do; by the owner. */
  void empty() {
    for (Runnable letter = letters.poll(); letter != null; letter = letters.poll()) {
      letter.run();
    }
  }

  /** Waits for a letter or a {@link #wake}, no longer than a time; by the owner. */
  void await(long timeoutMs) {
    if (isEmpty()) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(timeoutMs));
    }
  }

  /** Ends the owner's waiting, or its next if it does not wait now. */
  void wake() {
    LockSupport.unpark(owner);
  }
}
