package dev.tarn.http.server;

import static dev.tarn.http.server.TestServer.operation;
import static dev.tarn.http.server.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.http.protocol.AnswerWriter;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HttpExchangeTest {
  private static final String SCAN = "{\"TableName\":\"table\"}";

  private final BlockingQueue<Exchange> open = new LinkedBlockingQueue<>();

  @Test
  void answersManyRequestsFromAnotherThread() throws Exception {
    try (TestServer server = new TestServer(operation("Scan", (input, each) -> open.add(each)))) {
      List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(callAsync(server));
      }
      for (int i = 0; i < 100; i++) {
        open.take().reply(json -> json.number("Count", 7));
      }

      for (CompletableFuture<HttpResponse<byte[]>> call : calls) {
        assertThat(text(call.get())).isEqualTo("{\"Count\":7}");
      }
    }
  }

  @Test
  void ignoresAllAnswersButTheFirst() throws Exception {
    try (TestServer server =
        new TestServer(
            operation(
                "Scan",
                (input, exchange) -> {
                  exchange.reply(json -> json.number("Count", 1));
                  exchange.fail(new IllegalStateException("late"));
                  exchange.reply(json -> json.number("Count", 2));
                }))) {
      assertThat(text(server.call("Scan", SCAN))).isEqualTo("{\"Count\":1}");
      assertThat(text(server.call("Scan", SCAN))).isEqualTo("{\"Count\":1}");
    }
  }

  @Test
  void runsLongWorkElsewhere() throws Exception {
    CompletableFuture<Boolean> sameThread = new CompletableFuture<>();
    try (TestServer server =
        new TestServer(
            operation(
                "Scan",
                (input, exchange) -> {
                  Thread eventLoop = Thread.currentThread();
                  exchange.offload(
                      () -> {
                        sameThread.complete(Thread.currentThread().equals(eventLoop));
                        exchange.reply(AnswerWriter.EMPTY);
                      });
                }))) {
      assertThat(text(server.call("Scan", SCAN))).isEqualTo("{}");
      assertThat(sameThread.get()).isFalse();
    }
  }

  @Test
  void writesTheAnswerToLongWorkWhereItIsDone() throws Exception {
    try (TestServer server =
        new TestServer(
            operation(
                "Scan",
                (input, exchange) ->
                    exchange.offload(
                        () -> {
                          Thread worker = Thread.currentThread();
                          exchange.reply(
                              json -> json.bool("There", Thread.currentThread().equals(worker)));
                        })))) {
      assertThat(text(server.call("Scan", SCAN))).isEqualTo("{\"There\":true}");
      assertThat(text(server.call("Scan", SCAN))).isEqualTo("{\"There\":true}");
    }
  }

  @Test
  void tellsNothingOfAnAnswerToLongWorkThatBreaksOff() throws Exception {
    try (TestServer server =
        new TestServer(
            operation(
                "Scan",
                (input, exchange) ->
                    exchange.offload(
                        () ->
                            exchange.reply(
                                json -> {
                                  json.string("Half", "written");
                                  throw new IllegalStateException("the secret inside");
                                }))))) {
      HttpResponse<byte[]> response = server.call("Scan", SCAN);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(text(response)).contains("InternalServerError").doesNotContain("written");
    }
  }

  @Test
  void answersWithWhatLongWorkThrows() throws Exception {
    try (TestServer server =
        new TestServer(
            operation(
                "Scan",
                (input, exchange) ->
                    exchange.offload(
                        () -> {
                          throw ResourceNotFoundException.requestedResource();
                        })))) {
      assertThat(text(server.call("Scan", SCAN))).contains("ResourceNotFoundException");
    }
  }

  @Test
  void asksToTryAgainWhenTooMuchLongWorkWaits() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<String> refused = new CompletableFuture<>();
    try (TestServer server =
        new TestServer(
            operation(
                "Scan",
                (input, exchange) ->
                    exchange.offload(
                        () -> {
                          await(release);
                          exchange.reply(AnswerWriter.EMPTY);
                        })))) {
      // One worker, 256 places in its queue: of 258 requests one is too many.
      for (int i = 0; i < 258; i++) {
        var ignored =
            callAsync(server)
                .thenAccept(
                    response -> {
                      if (response.statusCode() != 200) {
                        refused.complete(text(response));
                      }
                    });
      }

      assertThat(refused.get()).contains("com.amazon.coral.availability#ThrottlingException");
      release.countDown();
    }
  }

  @Test
  void letsOpenRequestsEndBeforeItCloses() throws Exception {
    TestServer server = new TestServer(operation("Scan", (input, each) -> open.add(each)));
    CompletableFuture<HttpResponse<byte[]>> call = callAsync(server);
    Exchange exchange = open.take();

    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::closeEndpoint);
    assertThat(stillOpen(closed)).isTrue();
    exchange.reply(json -> json.number("Count", 1));

    assertThat(text(call.get())).isEqualTo("{\"Count\":1}");
    closed.get();
  }

  private static boolean stillOpen(CompletableFuture<Void> closed)
      throws InterruptedException, ExecutionException {
    try {
      closed.get(300, TimeUnit.MILLISECONDS);
      return false;
    } catch (java.util.concurrent.TimeoutException open) {
      return true;
    }
  }

  private static CompletableFuture<HttpResponse<byte[]>> callAsync(TestServer server) {
    return server
        .client()
        .sendAsync(
            server.request("Scan").POST(BodyPublishers.ofString(SCAN)).build(),
            BodyHandlers.ofByteArray());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
