package dev.tarn.http.admin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Endpoints that belong together. A {@link Problem} thrown from one of them is its answer. */
interface AdminRoutes {
  /**
   * Adds them, their paths below the admin API's.
   *
   * @param workers for what blocks
   */
  void addTo(Router router, Executor workers);

  /**
   * The body, which must be a JSON object; one without members if there is no body.
   *
   * @throws Problem if it is not
   */
  static JsonObject body(RoutingContext request) {
    Buffer body = request.body().buffer();
    if (body == null || body.length() == 0) {
      return new JsonObject();
    }
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw Problem.badRequest("The body is not a JSON object");
    }
  }

  /** Answers with an object. */
  static void answer(RoutingContext request, JsonObject body) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(body.toBuffer().appendString("\n"));
  }

  /** Answers with nothing to say. */
  static void answerDone(RoutingContext request) {
    request.response().setStatusCode(204).end();
  }

  /** Answers once there is something to say, from whatever thread. */
  static void answer(RoutingContext request, CompletionStage<JsonObject> body) {
    Context eventLoop = Vertx.currentContext();
    Future.fromCompletionStage(body, eventLoop)
        .onSuccess(done -> answer(request, done))
        .onFailure(request::fail);
  }
}
