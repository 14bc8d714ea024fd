package dev.tarn;

import dev.tarn.kv.engine.DataDirectory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The parts of a running server, put together and taken apart in the right order. */
final class Assembly implements AutoCloseable {
  /** How long requests that are being served get to end, once the server is to close. */
  private static final long GRACE_SECONDS = 10;

  private final Vertx vertx;
  private final HttpServer server;

  private Assembly(Vertx vertx, HttpServer server) {
    this.vertx = vertx;
    this.server = server;
  }

  /** Starts every part on a directory that the caller closes after them. */
  static Assembly start(TarnOptions options, DataDirectory directory) {
    Vertx vertx = vertx();
    try {
      return new Assembly(vertx, listen(vertx, options));
    } catch (RuntimeException e) {
      vertx.close().await();
      throw e;
    }
  }

  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false)));
  }

  private static HttpServer listen(Vertx vertx, TarnOptions options) {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setHost(options.host()).setPort(options.port()))
            .requestHandler(request -> request.response().end("healthy"));
    try {
      server.listen().await();
      return server;
    } catch (Exception e) {
      throw cannotListen(options, e);
    }
  }

  private static StartException cannotListen(TarnOptions options, Exception cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof IOException && message.contains("in use")) {
      return new StartException(
          "port %d of %s is in use: stop what listens there, or choose another --port"
              .formatted(options.port(), options.host()),
          cause);
    }
    return new StartException(
        "cannot listen on port %d of %s: %s".formatted(options.port(), options.host(), message),
        cause);
  }

  /** As {@link Tarn#check}. */
  static List<String> check(DataDirectory directory) {
    return List.of();
  }

  int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS).await();
    vertx.close().await();
  }
}
