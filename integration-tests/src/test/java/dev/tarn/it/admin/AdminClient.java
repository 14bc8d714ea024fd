package dev.tarn.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Speaks to the admin API. Bodies are written with single quotes.
 *
 * @param endpoint the server
 */
record AdminClient(URI endpoint) {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Puts a failure rule in force. */
  void fail(String name, String rule) {
    HttpResponse<String> answer = send("PUT", "/_admin/failures/" + name, rule);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Ends all failure rules. */
  void failNoMore() {
    assertThat(send("DELETE", "/_admin/failures", "").statusCode()).isEqualTo(204);
  }

  /** Moves the clock by an ISO 8601 duration. */
  void advance(String duration) {
    post("/clock/advance", "{'duration':'" + duration + "'}");
  }

  /** The body of an answer that must be a success. */
  String post(String path, String body) {
    HttpResponse<String> answer = send("POST", "/_admin" + path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer.body();
  }

  /** The body of an answer that must be a success. */
  String get(String path) {
    HttpResponse<String> answer = send("GET", "/_admin" + path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(TIMEOUT)
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
