package dev.tarn.http.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The bounded pool on which long reads run, so that no event loop waits for them. */
final class Workers implements Executor {
  private static final int QUEUED_PER_WORKER = 256;
  private static final long IDLE_S = 30;

  private final ExecutorService pool;

  Workers(int count) {
    ThreadPoolExecutor bounded =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_S,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUED_PER_WORKER * count),
            Thread.ofPlatform().name("tarn-worker-", 0).daemon().factory());
    bounded.allowCoreThreadTimeOut(true);
    this.pool = bounded;
  }

  /**
   * Runs work some time.
   *
   * @throws java.util.concurrent.RejectedExecutionException if too much waits already
   */
  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  void stop() {
    pool.shutdown();
  }
}
