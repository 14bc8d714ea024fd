package dev.tarn.http.rest;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** One operation of the REST API: a method of a path. */
public interface RestOperation {
  /** The method. Whoever takes GET takes HEAD too. */
  HttpMethod method();

  /** The path below {@code /v1} as the OpenAPI document has it, such as {@code /tables/{table}}. */
  String path();

  /** The query parameters that it knows; any other is refused. */
  default Set<String> queryParameters() {
    return Set.of();
  }

  /** The media type of the body that it takes, or the empty string if it takes none. */
  default String mediaType() {
    return "";
  }

  /**
   * Answers one request. Called on an event loop: must not block.
   *
   * <p>A {@link ProblemException} or {@link dev.tarn.kv.error.DynamoDbException} thrown from here
   * is the answer; anything else thrown is answered as a fault of the server's.
   */
  void answer(RestExchange exchange);
}
