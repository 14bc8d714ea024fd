package dev.tarn.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's OpenAPI document, which its answers have to keep to. */
final class Contract {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final JsonObject document;
  private final Schema schemas;

  private Contract(JsonObject document) {
    this.document = document;
    this.schemas = new Schema(document);
  }

  static Contract of(String json) {
    return new Contract(new JsonObject(json));
  }

  /** Asserts that a request may be answered like this. */
  void check(String method, String path, Reply reply) {
    JsonObject operation = operation(method, path);
    if (operation == null) {
      assertThat(reply.status()).as("%s %s", method, path).isIn(NO_CONTENT, 404, 405);
      return;
    }
    JsonObject responses = operation.getJsonObject("responses");
    String status = Integer.toString(reply.status());
    assertThat(responses.containsKey(status) || reply.status() >= 400)
        .as("%s %s answers %s, which the document does not tell of", method, path, status)
        .isTrue();
    JsonObject response =
        schemas.resolve(
            responses.getJsonObject(responses.containsKey(status) ? status : "default"));
    JsonObject content = response.getJsonObject("content");
    if (content == null || method.equals("HEAD") || reply.status() == NOT_MODIFIED) {
      assertThat(reply.text()).isEmpty();
      return;
    }
    JsonObject mediaType = content.getJsonObject(reply.header("Content-Type"));
    assertThat(mediaType).as(reply.header("Content-Type")).isNotNull();
    schemas.check(mediaType.getJsonObject("schema"), Json.decodeValue(reply.text()), path);
  }

  /** Asserts that the data of an event has its schema. */
  void check(String schema, String json) {
    schemas.check(
        new JsonObject(Map.of("$ref", "#/components/schemas/" + schema)),
        Json.decodeValue(json),
        schema);
  }

  private @Nullable JsonObject operation(String method, String path) {
    String[] segments = path.split("\\?", 2)[0].split("/", -1);
    String name = (method.equals("HEAD") ? "GET" : method).toLowerCase(Locale.ROOT);
    for (String template : document.getJsonObject("paths").fieldNames()) {
      if (matches(template.split("/", -1), segments)) {
        return document.getJsonObject("paths").getJsonObject(template).getJsonObject(name);
      }
    }
    return null;
  }

  private static boolean matches(String[] template, String[] segments) {
    boolean matches = template.length == segments.length;
    for (int i = 0; matches && i < template.length; i++) {
      matches = template[i].startsWith("{") || template[i].equals(segments[i]);
    }
    return matches;
  }
}
