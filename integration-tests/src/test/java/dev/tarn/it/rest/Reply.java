package dev.tarn.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;

/**
 * What the server answered.
 *
 * @param status the HTTP status
 * @param headers the HTTP headers
 * @param text the body
 */
record Reply(int status, HttpHeaders headers, String text) {
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  JsonObject json() {
    return new JsonObject(text);
  }

  Reply assertStatus(int expected) {
    assertThat(status).as(text).isEqualTo(expected);
    return this;
  }

  /** Asserts a problem whose detail holds a text. */
  Reply assertProblem(int expected, String detail) {
    assertStatus(expected);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(json().getInteger("status")).isEqualTo(expected);
    assertThat(json().getString("detail")).contains(detail);
    return this;
  }
}
