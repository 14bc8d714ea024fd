package dev.tarn.http.server;

import dev.tarn.http.protocol.AnswerWriter;
import dev.tarn.http.protocol.ErrorAnswer;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.RequestedFailure;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request over HTTP and its one answer. */
final class HttpExchange implements Exchange {
  private static final Logger LOG = System.getLogger(HttpExchange.class.getName());

  /** Of the workers, each of which writes the answers to what it has done. */
  private static final ThreadLocal<AnswerBody> BODY = ThreadLocal.withInitial(AnswerBody::new);

  private final Listener listener;
  private final HttpServerRequest request;
  private final CharSequence contentType;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile @Nullable Thread worker;

  HttpExchange(Listener listener, HttpServerRequest request, CharSequence contentType) {
    this.listener = listener;
    this.request = request;
    this.contentType = contentType;
  }

  @Override
  public void reply(AnswerWriter writer) {
    answer(200, writer);
  }

  @Override
  public void fail(Throwable error) {
    if (error instanceof RequestedFailure asked) {
      fail(asked);
    } else {
      ErrorAnswer answer = errorAnswer(error);
      answer(answer.status(), answer);
    }
  }

  private void fail(RequestedFailure asked) {
    switch (asked) {
      case RequestedFailure.ServiceError error -> answer(error.status(), error);
      case RequestedFailure.EmptyAnswer empty ->
          answer(() -> listener.answers().sendEmpty(request, empty.status()));
      case RequestedFailure.DroppedConnection dropped -> answer(() -> request.connection().close());
    }
  }

  @Override
  public void offload(Runnable work) {
    try {
      listener.workers().execute(() -> run(work));
    } catch (RejectedExecutionException full) {
      fail(new ThrottlingException("Too many requests wait; try again."));
    }
  }

  private void run(Runnable work) {
    worker = Thread.currentThread();
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void answer(int status, AnswerWriter writer) {
    if (Thread.currentThread().equals(worker)) {
      answerWritten(status, writer);
    } else {
      answer(() -> send(status, writer));
    }
  }

  /**
   * Long work has long answers: they are written here, and the event loop has only to send them.
   */
  private void answerWritten(int status, AnswerWriter writer) {
    AnswerBody body = BODY.get();
    body.write(writer);
    byte[] written = body.copy();
    answer(() -> listener.answers().send(request, status, contentType, written, written.length));
  }

  private void answer(Runnable send) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    if (listener.isCurrentThread()) {
      send.run();
    } else {
      listener.queue().add(send);
    }
  }

  private void send(int status, AnswerWriter writer) {
    try {
      listener.answers().sendJson(request, status, contentType, writer);
    } catch (RuntimeException | Error e) {
      ErrorAnswer answer = errorAnswer(e);
      listener.answers().sendJson(request, answer.status(), contentType, answer);
    }
  }

  /** A fault of ours is logged here, and only here. */
  private static ErrorAnswer errorAnswer(Throwable error) {
    if (error instanceof DynamoDbException expected) {
      return new ErrorAnswer(expected);
    }
    LOG.log(Level.ERROR, "A request failed", error);
    return new ErrorAnswer(new InternalServerError());
  }
}
