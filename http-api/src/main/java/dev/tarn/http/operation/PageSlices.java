package dev.tarn.http.operation;

import dev.tarn.kv.engine.PageRead;
import java.util.function.Consumer;

/**
 * Reads pages: the first slice on the event loop, so that a small query costs no change of threads,
 * the rest on a worker.
 */
public final class PageSlices {
  /** Items looked at on the event loop: less than a millisecond's work. */
  private static final int FIRST_SLICE = 64;

  /** Items looked at in one read transaction by a worker: some milliseconds. */
  private static final int WORKER_SLICE = 1_024;

  private PageSlices() {}

  /**
   * Reads the whole page.
   *
   * @param offload runs long work on a worker
   * @param complete called once the page is read, here or there
   */
  public static void read(PageRead page, Consumer<Runnable> offload, Runnable complete) {
    if (page.advance(FIRST_SLICE)) {
      complete.run();
    } else {
      offload.accept(
          () -> {
            readOn(page);
            complete.run();
          });
    }
  }

  private static void readOn(PageRead page) {
    boolean complete = false;
    while (!complete) {
      complete = page.advance(WORKER_SLICE);
    }
  }
}
