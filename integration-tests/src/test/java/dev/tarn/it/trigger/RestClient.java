package dev.tarn.it.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of the REST API. Bodies are written with single quotes. */
record RestClient(HttpClient http, URI endpoint) implements AutoCloseable {
  static RestClient to(URI endpoint) {
    return new RestClient(HttpClient.newHttpClient(), endpoint);
  }

  JsonObject get(String path) throws IOException, InterruptedException {
    return call("GET", path, "", 200);
  }

  /** Calls, and expects a status. */
  JsonObject call(String method, String path, String body, int status)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/v1" + path))
            .header(
                "Content-Type",
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode())
        .as("%s %s: %s", method, path, response.body())
        .isEqualTo(status);
    return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
