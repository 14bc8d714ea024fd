package dev.tarn.http.webhook;

import dev.tarn.http.operation.Arns;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSender;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Sends deliveries over HTTP, signed by Standard Webhooks 1.0. It has an event loop of its own, so
 * that receivers and clients do not wait for each other.
 */
public final class HttpWebhookSender implements WebhookSender, AutoCloseable {
  private static final Logger LOG = System.getLogger(HttpWebhookSender.class.getName());
  private static final int CONNECTIONS_PER_ADDRESS = 64;
  private static final int WAITING_PER_ADDRESS = 4_096;
  private static final int CONNECT_TIMEOUT_MS = 10_000;

  /** Shorter than what servers are known to allow: Node's closes a connection after 5 s. */
  private static final int IDLE_CONNECTION_S = 4;

  private static final int NAME_WORKERS = 4;
  private static final long CLOSE_TIMEOUT_S = 10;

  private final Arns arns;
  private final InstantSource clock;
  private final Vertx vertx;
  private final HttpClient client;
  private final TargetAddresses addresses;

  private HttpWebhookSender(
      Arns arns, AddressGuard guard, TargetAddresses.Resolver resolver, InstantSource clock) {
    this.arns = arns;
    this.clock = clock;
    this.vertx = Vertx.vertx(vertxOptions());
    this.client = vertx.createHttpClient(clientOptions(), poolOptions());
    this.addresses =
        new TargetAddresses(
            resolver, guard, vertx.createSharedWorkerExecutor("tarn-webhook-names", NAME_WORKERS));
  }

  /**
   * Starts a sender.
   *
   * @param arns makes the names of streams and webhooks
   * @param guard says to which addresses deliveries may go
   * @param clock what webhook-timestamp tells
   */
  public static HttpWebhookSender start(Arns arns, AddressGuard guard, InstantSource clock) {
    return start(arns, guard, InetAddress::getAllByName, clock);
  }

  /** As the other, with names of a test's own. */
  static HttpWebhookSender start(
      Arns arns, AddressGuard guard, TargetAddresses.Resolver resolver, InstantSource clock) {
    return new HttpWebhookSender(arns, guard, resolver, clock);
  }

  @Override
  public CompletionStage<Outcome> send(Delivery delivery) {
    byte[] body = Payload.of(delivery, arns);
    return post(WebhookRequest.of(delivery, body), answer -> answer.outcome(delivery));
  }

  /** Sends an event that tells nothing but that the webhook can be reached. */
  public CompletionStage<Outcome> sendTest(Webhook webhook) {
    return post(TestEvent.of(webhook, clock.instant()), ReceiverAnswer::outcome);
  }

  private CompletionStage<Outcome> post(
      WebhookRequest request, Function<ReceiverAnswer, Outcome> meaning) {
    Promise<Outcome> outcome = Promise.promise();
    CompletableFuture<Outcome> answer = outcome.future().toCompletionStage().toCompletableFuture();
    vertx.runOnContext(
        start ->
            new WebhookExchange(request, addresses, client, clock)
                .run(meaning)
                .onComplete(outcome));
    return answer;
  }

  /** Ends what is under way, and closes all connections. */
  @Override
  public void close() {
    try {
      vertx.close().await(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      // What did not end in time ends with the process.
      LOG.log(Level.WARNING, "The webhook sender did not stop cleanly", e);
    }
  }

  private static VertxOptions vertxOptions() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setPreferNativeTransport(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static HttpClientOptions clientOptions() {
    return new HttpClientOptions()
        .setConnectTimeout(CONNECT_TIMEOUT_MS)
        .setKeepAliveTimeout(IDLE_CONNECTION_S)
        .setHttp2ClearTextUpgrade(false);
  }

  private static PoolOptions poolOptions() {
    return new PoolOptions()
        .setHttp1MaxSize(CONNECTIONS_PER_ADDRESS)
        .setMaxWaitQueueSize(WAITING_PER_ADDRESS);
  }
}
