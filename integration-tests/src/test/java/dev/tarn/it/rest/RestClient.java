package dev.tarn.it.rest;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Speaks plain JSON to a server, and holds every answer against the server's OpenAPI document. */
final class RestClient implements AutoCloseable {
  static final String JSON = "application/json";
  static final String PATCH = "application/merge-patch+json";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private final Contract contract;

  RestClient(URI endpoint) throws IOException, InterruptedException {
    this.endpoint = endpoint;
    this.contract =
        Contract.of(http.send(request("/openapi.json").build(), BodyHandlers.ofString()).body());
  }

  /** A segment of a path. */
  static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace(".", "%2E");
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint + "/v1" + path)).timeout(TIMEOUT);
  }

  Reply get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  Reply delete(String path, String... headers) throws IOException, InterruptedException {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  Reply put(String path, String body, String... headers) throws IOException, InterruptedException {
    return send("PUT", path, body, JSON, headers);
  }

  Reply patch(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("PATCH", path, body, PATCH, headers);
  }

  Reply send(String method, String path, String body, String mediaType, String... headers)
      throws IOException, InterruptedException {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = mediaType;
    return send(method, path, BodyPublishers.ofString(body), all);
  }

  Reply send(String method, String path, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    Reply reply = new Reply(response.statusCode(), response.headers(), response.body());
    contract.check(method, path, reply);
    return reply;
  }

  HttpClient http() {
    return http;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
