package dev.tarn.http.lambda;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One request and its answer: read and written on the event loop, worked on by a worker. */
final class LambdaExchange {
  private final LambdaOperation operation;
  private final RoutingContext context;
  private final Context eventLoop;

  LambdaExchange(LambdaOperation operation, RoutingContext context) {
    this.operation = operation;
    this.context = context;
    this.eventLoop = context.vertx().getOrCreateContext();
  }

  void run(Executor workers) {
    try {
      LambdaRequest request = request();
      workers.execute(() -> answer(request).whenComplete(this::send));
    } catch (DecodeException e) {
      fail(context, LambdaError.NO_OBJECT);
    } catch (RejectedExecutionException full) {
      fail(context, LambdaError.of(full));
    }
  }

  /** Answers with an error, on the event loop. */
  static void fail(RoutingContext context, LambdaError error) {
    context.response().putHeader("x-amzn-ErrorType", error.name());
    end(context, error.status(), error.toJson());
  }

  private LambdaRequest request() {
    boolean hasBody = context.body().buffer() != null && context.body().length() > 0;
    return new LambdaRequest(
        context.pathParam(LambdaRequest.UUID),
        context.queryParams(),
        hasBody ? new JsonObject(context.body().buffer()) : new JsonObject());
  }

  private CompletionStage<JsonObject> answer(LambdaRequest request) {
    try {
      return operation.answer(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void send(@Nullable JsonObject answer, @Nullable Throwable error) {
    eventLoop.runOnContext(
        back -> {
          if (error != null) {
            fail(context, LambdaError.of(error));
          } else if (answer != null) {
            end(context, operation.status(), answer);
          }
        });
  }

  private static void end(RoutingContext context, int status, JsonObject body) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader("x-amzn-RequestId", UUID.randomUUID().toString())
        .end(body.toBuffer());
  }
}
