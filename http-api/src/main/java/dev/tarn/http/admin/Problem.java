package dev.tarn.http.admin;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** An error of the admin API's, answered as RFC 9457 has it. */
final class Problem extends RuntimeException {
  private static final String CONTENT_TYPE = "application/problem+json";

  private final int status;
  private final String title;

  private Problem(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
  }

  /** The request is not as it should be. */
  static Problem badRequest(String detail) {
    return new Problem(400, "Bad Request", detail);
  }

  /** The request comes from where it should not. */
  static Problem forbidden(String detail) {
    return new Problem(403, "Forbidden", detail);
  }

  /** There is nothing under the path. */
  static Problem notFound(String detail) {
    return new Problem(404, "Not Found", detail);
  }

  /** The server's state does not allow it. */
  static Problem conflict(String detail) {
    return new Problem(409, "Conflict", detail);
  }

  /** The body is larger than any that is needed. */
  static Problem tooLarge() {
    return new Problem(413, "Content Too Large", "The body is too large");
  }

  /** Too much is waiting. */
  static Problem unavailable(String detail) {
    return new Problem(503, "Service Unavailable", detail);
  }

  /** A fault of the server's, of which nothing is told. */
  static Problem fault() {
    return new Problem(500, "Internal Server Error", "The server's log says more");
  }

  /** Answers with it; without a type of its own, a problem is what its status says. */
  void answer(RoutingContext request) {
    JsonObject body =
        new JsonObject().put("title", title).put("status", status).put("detail", getMessage());
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
        .end(body.toBuffer());
  }
}
