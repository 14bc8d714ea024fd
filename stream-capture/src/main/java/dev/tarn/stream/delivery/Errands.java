package dev.tarn.stream.delivery;

import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs what may block, on virtual threads, and answers through futures that fail unwrapped. */
final class Errands implements AutoCloseable {
  private final ExecutorService oneByOne =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("tarn-trigger-errands").factory());

  /** Runs after all that was asked before. */
  <T> CompletableFuture<T> inOrder(Supplier<T> errand) {
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      oneByOne.execute(() -> run(errand, done));
    } catch (RejectedExecutionException closed) {
      done.completeExceptionally(new InternalServerError());
    }
    return done;
  }

  /** Runs at once. */
  static <T> CompletableFuture<T> aside(Supplier<T> errand) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread unused = Thread.startVirtualThread(() -> run(errand, done));
    return done;
  }

  /** Waits for a future to end; false if it has not in time. */
  static boolean await(CompletableFuture<?> future, Duration time) {
    try {
      Object unused = future.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException ended) {
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes no more, and waits a little for what is under way. */
  @Override
  public void close() {
    oneByOne.shutdown();
    try {
      boolean unused = oneByOne.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Throwable unwrapped(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  private static <T> void run(Supplier<T> errand, CompletableFuture<T> done) {
    try {
      done.complete(errand.get());
    } catch (RuntimeException e) {
      done.completeExceptionally(unwrapped(e));
    }
  }
}
