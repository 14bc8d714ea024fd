package dev.tarn.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.http.operation.Arns;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.Outcome.Failed;
import dev.tarn.stream.trigger.Outcome.Gone;
import dev.tarn.stream.trigger.Outcome.PartlyFailed;
import dev.tarn.stream.trigger.Outcome.SlowDown;
import dev.tarn.stream.trigger.Outcome.Succeeded;
import dev.tarn.stream.trigger.Webhook;
import dev.tarn.stream.trigger.WebhookSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpWebhookSenderTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_100);
  private static final long TIMEOUT_S = 60;

  private final HttpWebhookSender sender = sender(true, InetAddress::getAllByName);

  @AfterEach
  void close() {
    sender.close();
  }

  @Test
  void postsASignedDelivery() throws Exception {
    try (Receiver receiver = Receiver.answering(200, "")) {
      assertThat(send(Deliveries.to(Deliveries.webhook(receiver.url()))))
          .isEqualTo(new Succeeded(200, null));
      Receiver.Request request = receiver.requests().getFirst();
      assertThat(request.line()).isEqualTo("POST /hook?a=b%20c");
      assertThat(request.headers().getFirst("Host")).isEqualTo("127.0.0.1:" + receiver.port());
      assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
      assertThat(request.headers().getFirst("webhook-id"))
          .isEqualTo("msg_p5jXN8AQM9LWM0D4loKWxJek");
      assertThat(request.headers().getFirst("webhook-timestamp")).isEqualTo("1700000100");
      assertThat(request.headers().getFirst("webhook-signature"))
          .isEqualTo(signature(request, Deliveries.SECRET));
      assertThat(request.body()).startsWith("{\"Records\":[{\"eventID\"");
    }
  }

  @Test
  void signsByBothSecretsWhileOneReplacesTheOther() throws Exception {
    WebhookSecret replacing = NewSecret.hmac();
    try (Receiver receiver = Receiver.answering(204, "")) {
      Webhook webhook =
          Deliveries.withSecrets(Deliveries.webhook(receiver.url()), Deliveries.SECRET, replacing);
      assertThat(send(Deliveries.to(webhook))).isEqualTo(new Succeeded(204, null));
      Receiver.Request request = receiver.requests().getFirst();
      assertThat(request.headers().getFirst("webhook-signature").split(" "))
          .containsExactly(signature(request, Deliveries.SECRET), signature(request, replacing));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 307, 308, 400, 401, 404, 500, 501})
  void takesOtherStatusesForFailures(int status) throws Exception {
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              Receiver.answer(exchange, status, "");
            })) {
      Outcome outcome = send(Deliveries.to(Deliveries.webhook(receiver.url())));
      assertThat(outcome).isInstanceOf(Failed.class);
      assertThat(outcome.summary()).startsWith(status + " ");
      assertThat(receiver.requests()).as("redirects are not followed").hasSize(1);
    }
  }

  @Test
  void tellsWhenNothingIsWantedAnyMore() throws Exception {
    try (Receiver receiver = Receiver.answering(410, "")) {
      assertThat(send(Deliveries.to(Deliveries.webhook(receiver.url()))))
          .isEqualTo(new Gone(410, "410 Gone"));
    }
  }

  @ParameterizedTest
  @CsvSource({"429,7", "502,7", "503,7", "504,7", "500,7", "429,", "503,"})
  void slowsDownWhenAsked(int status, Long retryAfterS) throws Exception {
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              if (retryAfterS != null) {
                exchange.getResponseHeaders().add("Retry-After", retryAfterS.toString());
              }
              Receiver.answer(exchange, status, "");
            })) {
      Duration wait = retryAfterS == null ? null : Duration.ofSeconds(retryAfterS);
      assertThat(send(Deliveries.to(Deliveries.webhook(receiver.url()))))
          .isInstanceOfSatisfying(
              SlowDown.class,
              slow -> {
                assertThat(slow.status()).isEqualTo(status);
                assertThat(slow.retryAfter()).isEqualTo(wait);
              });
    }
  }

  @Test
  void readsWhichRecordsFailed() throws Exception {
    String body = "{\"batchItemFailures\":[{\"itemIdentifier\":\"100000000000000000042\"}]}";
    try (Receiver receiver = Receiver.answering(200, body)) {
      Delivery reporting = to(receiver.url(), Deliveries.reporting());
      assertThat(send(reporting))
          .isEqualTo(new PartlyFailed(200, List.of("100000000000000000042"), null));
    }
  }

  @Test
  void takesAFunctionsErrorForAFailure() throws Exception {
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
              Receiver.answer(exchange, 200, "{}");
            })) {
      assertThat(send(Deliveries.to(Deliveries.webhook(receiver.url()))))
          .isEqualTo(new Failed(200, "the function failed: Unhandled"));
    }
  }

  @Test
  void givesUpOnAReceiverThatDoesNotAnswer() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (Receiver receiver = new Receiver(exchange -> awaitQuietly(end))) {
      Webhook webhook = Deliveries.withTimeout(Deliveries.webhook(receiver.url()), 1);
      assertThat(send(Deliveries.to(webhook))).isEqualTo(new Failed(0, "no answer within 1 s"));
      end.countDown();
    }
  }

  @Test
  void givesUpOnABodyThatDoesNotEnd() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              exchange.sendResponseHeaders(200, 100);
              exchange.getResponseBody().write('{');
              exchange.getResponseBody().flush();
              awaitQuietly(end);
            })) {
      Webhook webhook = Deliveries.withTimeout(Deliveries.webhook(receiver.url()), 1);
      assertThat(send(Deliveries.to(webhook))).isEqualTo(new Failed(200, "no answer within 1 s"));
      end.countDown();
    }
  }

  @Test
  void givesUpOnABodyThatIsTooLarge() throws Exception {
    byte[] megabyte = new byte[1024 * 1024];
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              for (int i = 0; i < 16; i++) {
                exchange.getResponseBody().write(megabyte);
              }
              exchange.close();
            })) {
      assertThat(send(Deliveries.to(Deliveries.webhook(receiver.url()))))
          .isEqualTo(new Failed(200, "the answer is larger than 6 MB"));
    }
  }

  @Test
  void doesNotCountWhatDidNotReachTheReceiver() throws Exception {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }
    URI url = URI.create("http://127.0.0.1:" + closedPort + "/");
    assertThat(send(Deliveries.to(Deliveries.webhook(url)))).isInstanceOf(SlowDown.class);
    URI nowhere = URI.create("http://no-such-host.invalid/");
    try (HttpWebhookSender lost =
        sender(
            true,
            host -> {
              throw new UnknownHostException(host);
            })) {
      assertThat(await(lost, Deliveries.to(Deliveries.webhook(nowhere))))
          .isInstanceOf(SlowDown.class);
    }
  }

  @Test
  void countsADroppedConnectionAsAFailure() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = server.accept()) {
                  assertThat(socket.getInputStream().read()).isEqualTo('P');
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      assertThat(send(Deliveries.to(Deliveries.webhook(url)))).isInstanceOf(Failed.class);
    }
  }

  @Test
  void takesNonsenseForAFailure() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = server.accept()) {
                  socket
                      .getOutputStream()
                      .write("220 smtp ready\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                  socket.getOutputStream().flush();
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // The sender has closed.
                }
              });
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      assertThat(send(Deliveries.to(Deliveries.webhook(url)))).isInstanceOf(Failed.class);
    }
  }

  @Test
  void refusesLoopbackUnlessTheServerIsThere() throws Exception {
    try (Receiver receiver = Receiver.answering(200, "");
        HttpWebhookSender guarded = sender(false, InetAddress::getAllByName)) {
      Outcome outcome = await(guarded, Deliveries.to(Deliveries.webhook(receiver.url())));
      assertThat(outcome).isInstanceOf(Failed.class);
      assertThat(outcome.summary()).contains("127.0.0.1").contains("not public");
      URI named = URI.create("http://localhost:" + receiver.port() + "/");
      assertThat(await(guarded, Deliveries.to(Deliveries.webhook(named))))
          .isInstanceOf(Failed.class);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  /** A name whose address changes after it was checked is of no use: it is asked for once. */
  @Test
  void connectsToTheAddressThatWasChecked() throws Exception {
    try (Receiver receiver = Receiver.answering(200, "");
        HttpWebhookSender pinned = sender(true, host -> InetAddress.getAllByName("127.0.0.1"))) {
      URI url = URI.create("http://hooks.invalid:" + receiver.port() + "/");
      assertThat(await(pinned, Deliveries.to(Deliveries.webhook(url))))
          .isEqualTo(new Succeeded(200, null));
      assertThat(receiver.requests().getFirst().headers().getFirst("Host"))
          .isEqualTo("hooks.invalid:" + receiver.port());
    }
  }

  @Test
  void refusesANameWithOneAddressThatIsNotAllowed() throws Exception {
    InetAddress[] mixed = {
      InetAddress.getByName("8.8.8.8"), InetAddress.getByName("169.254.169.254")
    };
    try (HttpWebhookSender guarded = sender(false, host -> mixed)) {
      Outcome outcome =
          await(guarded, Deliveries.to(Deliveries.webhook(URI.create("http://a.invalid/"))));
      assertThat(outcome).isInstanceOf(Failed.class);
      assertThat(outcome.summary()).contains("169.254.169.254");
    }
  }

  @Test
  void sendsManyDeliveriesAtOnce() throws Exception {
    try (Receiver receiver = Receiver.answering(200, "")) {
      Delivery delivery = Deliveries.to(Deliveries.webhook(receiver.url()));
      List<CompletableFuture<Outcome>> outcomes =
          IntStream.range(0, 500)
              .mapToObj(i -> sender.send(delivery).toCompletableFuture())
              .toList();
      for (CompletableFuture<Outcome> outcome : outcomes) {
        assertThat(outcome.get(TIMEOUT_S, TimeUnit.SECONDS)).isEqualTo(new Succeeded(200, null));
      }
      assertThat(receiver.requests()).hasSize(500);
    }
  }

  @Test
  void sendsATestEvent() throws Exception {
    try (Receiver receiver = Receiver.answering(200, "nonsense")) {
      Webhook webhook = Deliveries.plain(Deliveries.webhook(receiver.url()));
      assertThat(sender.sendTest(webhook).toCompletableFuture().get(TIMEOUT_S, TimeUnit.SECONDS))
          .isEqualTo(new Succeeded(200, null));
      assertThat(receiver.requests().getFirst().body())
          .startsWith("{\"type\":\"webhook.test\"")
          .endsWith("\"data\":{\"webhook\":\"hook\"}}");
    }
  }

  private Outcome send(Delivery delivery) throws Exception {
    return await(sender, delivery);
  }

  private static Outcome await(HttpWebhookSender sender, Delivery delivery) throws Exception {
    return sender.send(delivery).toCompletableFuture().get(TIMEOUT_S, TimeUnit.SECONDS);
  }

  private static Delivery to(URI url, Delivery other) {
    return new Delivery(
        Deliveries.webhook(url),
        other.trigger(),
        other.shard(),
        other.webhookId(),
        other.attempt(),
        other.records(),
        other.window(),
        other.givenUp());
  }

  private static String signature(Receiver.Request request, WebhookSecret secret) {
    return new StandardSignature(
            request.headers().getFirst("webhook-id"),
            NOW.getEpochSecond(),
            request.body().getBytes(StandardCharsets.UTF_8))
        .by(List.of(secret));
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpWebhookSender sender(
      boolean allowsLoopback, TargetAddresses.Resolver resolver) {
    return HttpWebhookSender.start(
        new Arns("us-east-1", "000000000000"),
        new AddressGuard(List.of(), allowsLoopback),
        resolver,
        InstantSource.fixed(NOW));
  }
}
