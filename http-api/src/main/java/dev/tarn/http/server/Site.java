package dev.tarn.http.server;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.concurrent.Executor;

/**
 * An API beside DynamoDB's, with paths of its own. DynamoDB's API has one path, and every request
 * goes there that is no site's.
 */
public interface Site {
  /** What all its paths begin with, such as {@code /v1}: without a slash at its end. */
  String prefix();

  /**
   * The routes below the prefix, on one event loop: called once for each. Handlers must not block;
   * bodies have to be limited.
   *
   * @param workers a bounded pool for what blocks; refuses with {@link
   *     java.util.concurrent.RejectedExecutionException} when it is full
   */
  Router routes(Vertx vertx, Executor workers);
}
