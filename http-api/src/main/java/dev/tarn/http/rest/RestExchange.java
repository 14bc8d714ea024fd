package dev.tarn.http.rest;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request and its one answer, given from any thread: what is said after the first answer is
 * ignored.
 */
public final class RestExchange {
  private static final Logger LOG = System.getLogger(RestExchange.class.getName());

  private final HttpServerRequest request;
  private final Map<String, String> path;
  private final QueryParameters query;
  private final RestAnswers answers;
  private final Executor workers;
  private final AtomicBoolean answered = new AtomicBoolean();
  private byte[] body = {};

  RestExchange(
      HttpServerRequest request,
      Map<String, String> path,
      QueryParameters query,
      RestAnswers answers,
      Executor workers) {
    this.request = request;
    this.path = path;
    this.query = query;
    this.answers = answers;
    this.workers = workers;
  }

  /** The value of a name in the path's template. */
  public String path(String name) {
    return Objects.requireNonNull(path.get(name), name);
  }

  /** The parameters of the query. */
  public QueryParameters query() {
    return query;
  }

  /** A header's value, or null. To be asked on the event loop only. */
  public @Nullable String header(CharSequence name) {
    return request.getHeader(name);
  }

  /** The body; empty if there is none. */
  public byte[] body() {
    return body;
  }

  void setBody(byte[] newBody) {
    body = newBody;
  }

  /** Whether only the head of the answer is asked for. */
  public boolean isHead() {
    return request.method().equals(HttpMethod.HEAD);
  }

  /** The request itself, for answers that have no end. */
  public HttpServerRequest request() {
    return request;
  }

  /** Answers. The writer of a body runs on the event loop. */
  public void reply(RestAnswer answer) {
    if (answered.compareAndSet(false, true)) {
      answers.send(request, answer);
    }
  }

  /** Answers with an object. */
  public void reply(int status, Consumer<RestJson> members) {
    reply(RestAnswer.of(status, members));
  }

  /** Answers with something that has no end. */
  public void stream(LiveAnswer answer) {
    if (answered.compareAndSet(false, true)) {
      answers.begin(request, answer, workers);
    }
  }

  /** Answers once some work is done, with its error if it fails. */
  public <T> void replyAfter(CompletionStage<T> work, Function<T, RestAnswer> answer) {
    work.whenComplete(
        (done, error) -> {
          if (error == null) {
            run(() -> reply(answer.apply(done)));
          } else {
            fail(error);
          }
        });
  }

  /**
   * Answers with an error: a {@link ProblemException} or {@link DynamoDbException} as itself,
   * anything else as a fault of the server's, which is logged.
   */
  public void fail(Throwable error) {
    reply(RestAnswer.of(problem(error)));
  }

  /**
   * Runs long work on a bounded pool of workers, from where it answers. What it throws is passed to
   * {@link #fail}; when the pool and its queue are full the client is asked to try again.
   */
  public void offload(Runnable work) {
    try {
      workers.execute(() -> run(work));
    } catch (RejectedExecutionException full) {
      fail(new ThrottlingException("Too many requests wait; try again."));
    }
  }

  /** Runs work that may throw an answer. */
  void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError e) {
      fail(e);
    }
  }

  /** A fault of ours is logged here, and only here. */
  static Problem problem(Throwable error) {
    return switch (error) {
      case ProblemException e -> e.problem();
      case DynamoDbException e -> Problem.of(e);
      default -> {
        LOG.log(Level.ERROR, "A request failed", error);
        yield Problem.of(new InternalServerError());
      }
    };
  }
}
