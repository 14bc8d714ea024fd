package dev.tarn.http.server;

import dev.tarn.http.protocol.ErrorAnswer;
import dev.tarn.http.protocol.Operations;
import dev.tarn.http.protocol.RequestHead;
import dev.tarn.kv.error.DynamoDbException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event loop's part of the server: takes requests and hands them to the operations. */
final class Listener extends VerticleBase {
  private static final CharSequence AMZ_TARGET = HttpHeaders.createOptimized("x-amz-target");
  private static final CharSequence AMZ_DATE = HttpHeaders.createOptimized("x-amz-date");
  private static final String UNKNOWN = "<UnknownOperationException/>\n";

  private final HttpServerOptions options;
  private final SocketAddress address;
  private final String health;
  private final Operations operations;
  private final List<Site> besides;
  private final Workers workers;
  private final BodyBudget bodies;
  private final Answers answers = new Answers();
  private @Nullable Sites sites;
  private @Nullable AnswerQueue queue;
  private @Nullable Thread thread;
  private @Nullable HttpServer server;

  Listener(
      HttpServerOptions options,
      SocketAddress address,
      String region,
      Operations operations,
      List<Site> besides,
      Workers workers,
      BodyBudget bodies) {
    this.options = options;
    this.address = address;
    this.health = "healthy: dynamodb." + region + ".amazonaws.com ";
    this.operations = operations;
    this.besides = besides;
    this.workers = workers;
    this.bodies = bodies;
  }

  @Override
  public void init(Vertx vertx, Context context) {
    super.init(vertx, context);
    queue = new AnswerQueue(context);
    sites = new Sites(vertx, workers, besides);
  }

  @Override
  public Future<?> start() {
    thread = Thread.currentThread();
    server = vertx.createHttpServer(options).requestHandler(this::take);
    return server.listen(address);
  }

  /** Stops accepting, and completes when the open requests are answered or the time is over. */
  Future<Void> shutdown(Duration timeout) {
    return server == null ? Future.succeededFuture() : server.shutdown(timeout);
  }

  int port() {
    return Objects.requireNonNull(server).actualPort();
  }

  boolean isCurrentThread() {
    return Thread.currentThread().equals(thread);
  }

  Answers answers() {
    return answers;
  }

  AnswerQueue queue() {
    return Objects.requireNonNull(queue);
  }

  Workers workers() {
    return workers;
  }

  private void take(HttpServerRequest request) {
    if (Objects.requireNonNull(sites).take(request)) {
      return;
    }
    if (request.method().equals(HttpMethod.POST)) {
      BodyReader.read(
          request, bodies, body -> answer(request, body), error -> refuse(request, error));
    } else if (request.method().equals(HttpMethod.GET)) {
      answers.sendText(request, 200, "text/plain", health);
    } else if (request.method().equals(HttpMethod.OPTIONS)
        && request.getHeader(HttpHeaders.ORIGIN) != null) {
      Cors.allowRequested(request);
      answers.end(request, Buffer.buffer());
    } else {
      answers.sendText(request, 404, "text/xml", UNKNOWN);
    }
  }

  private void answer(HttpServerRequest request, byte[] body) {
    CharSequence contentType =
        MediaType.answerTo(request.getHeader(HttpHeaders.CONTENT_TYPE), body.length > 0);
    if (contentType == null) {
      answers.sendText(request, 404, "text/xml", UNKNOWN);
      return;
    }
    HttpExchange exchange = new HttpExchange(this, request, contentType);
    try {
      operations.answer(head(request), plain(request, body), exchange);
    } catch (DynamoDbException e) {
      exchange.fail(e);
    }
  }

  private static RequestHead head(HttpServerRequest request) {
    return new RequestHead(
        request.getHeader(AMZ_TARGET),
        request.getHeader(HttpHeaders.AUTHORIZATION),
        request.query(),
        request.headers().contains(AMZ_DATE) || request.headers().contains(HttpHeaders.DATE));
  }

  private static byte[] plain(HttpServerRequest request, byte[] body) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return encoding != null && encoding.strip().equalsIgnoreCase("gzip")
        ? Gzip.inflate(body, BodyReader.MAX_BYTES)
        : body;
  }

  /** The rest of the body is not read: the connection ends with the answer. */
  private void refuse(HttpServerRequest request, DynamoDbException error) {
    ErrorAnswer answer = new ErrorAnswer(error);
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    answers.sendJson(request, answer.status(), MediaType.ANSWER_1_0, answer);
  }
}
