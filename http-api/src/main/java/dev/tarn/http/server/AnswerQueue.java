package dev.tarn.http.server;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings answers from other threads to one event loop. Many answers given in a row cost one wakeup.
 * It holds at most one answer per open request.
 */
final class AnswerQueue {
  private final Context eventLoop;
  private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();

  AnswerQueue(Context eventLoop) {
    this.eventLoop = eventLoop;
  }

  void add(Runnable answer) {
    answers.add(answer);
    if (!woken.get() && woken.compareAndSet(false, true)) {
      eventLoop.runOnContext(run -> drain());
    }
  }

  private void drain() {
    // Before the queue is read: an answer that comes later must wake the loop again.
    woken.set(false);
    for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
      answer.run();
    }
  }
}
