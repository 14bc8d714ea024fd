package dev.tarn.http.rest;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.server.Cors;
import dev.tarn.http.server.HttpDate;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Writes answers to the sockets of one event loop. */
final class RestAnswers {
  private static final int OK = 200;

  private final Context eventLoop;
  private final Thread thread = Thread.currentThread();
  private final HttpDate date = new HttpDate();
  private final JsonOutput out = new JsonOutput();
  private final RestJson json = new RestJson(out);

  /** To be made on the event loop, by its thread. */
  RestAnswers(Context eventLoop) {
    this.eventLoop = eventLoop;
  }

  /** Sends an answer from any thread. */
  void send(HttpServerRequest request, RestAnswer answer) {
    if (thread.equals(Thread.currentThread())) {
      write(request, answer);
    } else {
      eventLoop.runOnContext(run -> write(request, answer));
    }
  }

  /** Begins an answer that has no end, from any thread. */
  void begin(HttpServerRequest request, LiveAnswer answer, Executor workers) {
    eventLoop.runOnContext(
        run -> {
          HttpServerResponse response = request.response();
          if (response.closed() || response.ended()) {
            answer.abandoned();
            return;
          }
          letLive(request);
          head(request, RestAnswer.empty(OK));
          response
              .putHeader(HttpHeaders.CONTENT_TYPE, answer.mediaType())
              .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
              .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
          answer.begin(request, eventLoop, workers);
        });
  }

  /** A client that only listens is not idle. */
  private static void letLive(HttpServerRequest request) {
    if (request.connection() instanceof HttpServerConnection connection) {
      ChannelPipeline pipeline = connection.channelHandlerContext().pipeline();
      if (pipeline.get(IdleStateHandler.class) != null) {
        pipeline.remove(IdleStateHandler.class);
      }
    }
  }

  /** The headers of every answer. */
  private void addHeaders(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.DATE, date.now());
    Cors.allow(request);
  }

  private void write(HttpServerRequest request, RestAnswer answer) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    Consumer<RestJson> members = answer.members();
    if (members == null) {
      head(request, answer);
      response.end();
    } else {
      writeBody(request, answer, members);
    }
  }

  private void writeBody(HttpServerRequest request, RestAnswer answer, Consumer<RestJson> members) {
    RestAnswer sent = answer;
    try {
      render(members);
    } catch (RuntimeException | StackOverflowError e) {
      Problem problem = RestExchange.problem(e);
      sent = RestAnswer.of(problem);
      render(problem::write);
    }
    head(request, sent);
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, sent.mediaType());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(out.length())).end();
    } else {
      response.end(Buffer.buffer(out.length()).appendBytes(out.buffer(), 0, out.length()));
    }
  }

  private void render(Consumer<RestJson> members) {
    out.clear();
    out.startObject();
    members.accept(json);
    out.endObject();
  }

  private void head(HttpServerRequest request, RestAnswer answer) {
    HttpServerResponse response = request.response().setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    addHeaders(request);
  }
}
