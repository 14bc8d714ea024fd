package dev.tarn.http.server;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Lets pages of any origin talk to the server, as the service does. */
public final class Cors {
  private static final String MAX_AGE_S = "172800";
  private static final String EXPOSED =
      "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,x-amz-crc32,Date"
          + ",ETag,Link,Location,Allow,Retry-After";

  private Cors() {}

  /** Adds what a browser asks of every answer. */
  public static void allow(HttpServerRequest request) {
    if (request.getHeader(HttpHeaders.ORIGIN) != null) {
      request
          .response()
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  /** Allows whatever the browser says it is going to send. */
  public static void allowRequested(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String headers = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (headers != null) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
    }
    String method = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (method != null) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method);
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_S);
  }
}
