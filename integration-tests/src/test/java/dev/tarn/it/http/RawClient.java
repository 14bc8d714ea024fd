package dev.tarn.it.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;

/** Speaks to the server without an SDK's manners. */
final class RawClient implements AutoCloseable {
  static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=anyone/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host;x-amz-date;x-amz-target, Signature=0123456789abcdef";

  /** An answer that takes longer is a hang. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;

  RawClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Sends a request to an operation of DynamoDB, signed in form. */
  Answer send(String operation, String body) throws IOException, InterruptedException {
    return send(operation, body.getBytes(StandardCharsets.UTF_8), r -> {});
  }

  /** Sends a request with other headers than usual. */
  Answer send(String operation, byte[] body, Consumer<HttpRequest.Builder> more)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        unsigned(operation, body).setHeader("Authorization", AUTHORIZATION);
    more.accept(request);
    return send(request);
  }

  /** A request with everything but an Authorization header. */
  HttpRequest.Builder unsigned(String operation, byte[] body) {
    String service = operation.contains(".") ? "" : "DynamoDB_20120810.";
    return HttpRequest.newBuilder(endpoint.resolve("/"))
        .timeout(TIMEOUT)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .setHeader("Content-Type", "application/x-amz-json-1.0")
        .setHeader("X-Amz-Date", "20260101T000000Z")
        .setHeader("X-Amz-Target", service + operation);
  }

  /** Sends a request as it is. */
  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(
        response.statusCode(), response.headers(), SdkBytes.fromByteArray(response.body()));
  }

  HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(TIMEOUT).GET();
  }

  @Override
  public void close() {
    http.close();
  }
}
