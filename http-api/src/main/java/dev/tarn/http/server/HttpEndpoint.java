package dev.tarn.http.server;

import dev.tarn.http.protocol.Operations;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server on one port. */
public final class HttpEndpoint implements AutoCloseable {
  private static final Logger LOG = System.getLogger(HttpEndpoint.class.getName());
  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final int MAX_REQUEST_LINE_BYTES = 16 * 1024;
  private static final int IDLE_CONNECTION_S = 300;
  private static final long START_TIMEOUT_S = 30;

  /** How long open requests may take to end when the server stops. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final List<Listener> listeners;
  private final Workers workers;
  private final BodyBudget bodies = BodyBudget.ofHeap();

  private HttpEndpoint(Vertx vertx, List<Listener> listeners, Workers workers) {
    this.vertx = vertx;
    this.listeners = listeners;
    this.workers = workers;
  }

  /**
   * Binds and serves.
   *
   * @param operations DynamoDB's API
   * @param sites the APIs beside it
   * @throws IOException if the address cannot be bound, as when another process has the port
   */
  public static HttpEndpoint start(EndpointOptions options, Operations operations, List<Site> sites)
      throws IOException {
    Vertx vertx = Vertx.vertx(vertxOptions(options));
    HttpEndpoint endpoint =
        new HttpEndpoint(vertx, new ArrayList<>(), new Workers(options.workers()));
    try {
      endpoint.listen(options, operations, sites);
      return endpoint;
    } catch (IOException | RuntimeException | Error e) {
      endpoint.close();
      throw e;
    }
  }

  /** The port that is bound. */
  public int port() {
    return listeners.getFirst().port();
  }

  /** Stops accepting, lets open requests end for a bounded time, and closes. */
  @Override
  public void close() {
    List<Future<Void>> stops = listeners.stream().map(each -> each.shutdown(GRACE)).toList();
    try {
      Future.join(stops).eventually(vertx::close).await(2 * GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      // What did not end in time ends with the process.
      LOG.log(Level.WARNING, "The server did not stop cleanly", e);
    }
    workers.stop();
  }

  private void listen(EndpointOptions options, Operations operations, List<Site> sites)
      throws IOException {
    SocketAddress address = address(options);
    DeploymentOptions deployment = new DeploymentOptions().setInstances(options.eventLoops());
    await(
        vertx.deployVerticle(
            () -> {
              Listener listener =
                  new Listener(
                      httpOptions(), address, options.region(), operations, sites, workers, bodies);
              listeners.add(listener);
              return listener;
            },
            deployment));
  }

  /** Every listener would choose a port of its own, if the choice were not named. */
  private static SocketAddress address(EndpointOptions options) {
    return options.port() == 0
        ? SocketAddress.sharedRandomPort(1, options.host())
        : SocketAddress.inetSocketAddress(options.port(), options.host());
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future.await(START_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      // Vert.x throws the future's failure as it is, declared or not.
      throw e instanceof IOException failure ? failure : new IOException(e);
    }
  }

  private static VertxOptions vertxOptions(EndpointOptions options) {
    return new VertxOptions()
        .setEventLoopPoolSize(options.eventLoops())
        .setPreferNativeTransport(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static HttpServerOptions httpOptions() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        // Only of reads: watching writes costs a listener for each.
        .setReadIdleTimeout(IDLE_CONNECTION_S)
        // Spares every message the way through what only web sockets need.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
        .setHandle100ContinueAutomatically(true)
        .setHttp2ClearTextEnabled(false);
  }
}
