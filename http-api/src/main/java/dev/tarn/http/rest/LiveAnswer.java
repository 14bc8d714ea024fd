package dev.tarn.http.rest;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Executor;

/** An answer that goes on until one of the two sides ends it. */
public interface LiveAnswer {
  /** The media type. */
  String mediaType();

  /**
   * Begins; called once, on the event loop, with the head of the answer set. Whatever happens to
   * the connection, it has to notice and to let go of what it holds.
   *
   * @param workers a bounded pool for what blocks
   */
  void begin(HttpServerRequest request, Context eventLoop, Executor workers);

  /** Called in place of {@link #begin} if the client is gone already. */
  void abandoned();
}
