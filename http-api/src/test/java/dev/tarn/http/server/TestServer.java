package dev.tarn.http.server;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Operations;
import dev.tarn.http.protocol.Structure;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** A server with operations made for a test, and a client that talks to it over a socket. */
final class TestServer implements AutoCloseable {
  static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=a/20261120/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature=0";

  private final HttpEndpoint endpoint;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TestServer(Operation... operations) throws IOException {
    endpoint =
        HttpEndpoint.start(
            new EndpointOptions("127.0.0.1", 0, "us-east-1", 2, 1),
            new Operations(List.of(operations), List.of()),
            List.of(new OnePage()));
  }

  static Operation operation(String name, BiConsumer<Structure, Exchange> answer) {
    return new Operation() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void answer(Structure input, Exchange exchange) {
        answer.accept(input, exchange);
      }
    };
  }

  int port() {
    return endpoint.port();
  }

  HttpClient client() {
    return client;
  }

  /** A signed request, complete but for its method and body. */
  HttpRequest.Builder request(String operation) {
    return bare()
        .header("Content-Type", "application/x-amz-json-1.0")
        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
        .header("X-Amz-Date", "20261120T000000Z")
        .header("Authorization", SIGNED);
  }

  HttpRequest.Builder bare() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/"));
  }

  HttpResponse<byte[]> call(String operation, String body)
      throws IOException, InterruptedException {
    return send(request(operation).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** The body of the answer to a plain GET. */
  String get(String path) throws IOException, InterruptedException {
    return text(send(bare().uri(URI.create("http://127.0.0.1:" + port() + path)).GET()));
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  void closeEndpoint() {
    endpoint.close();
  }

  @Override
  public void close() {
    client.shutdownNow();
    endpoint.close();
  }

  private record OnePage() implements Site {
    @Override
    public String prefix() {
      return "/site";
    }

    @Override
    public Router routes(Vertx vertx, Executor workers) {
      Router router = Router.router(vertx);
      router.get("/there").handler(page -> page.response().end("the site's"));
      return router;
    }
  }
}
