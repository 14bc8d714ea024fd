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

/** One request over HTTP and its one answer. */
final class HttpExchange implements Exchange {
  private static final Logger LOG = System.getLogger(HttpExchange.class.getName());

  private final Listener listener;
  private final HttpServerRequest request;
  private final CharSequence contentType;
  private final AtomicBoolean answered = new AtomicBoolean();

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
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void answer(int status, AnswerWriter writer) {
    answer(() -> send(status, writer));
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
