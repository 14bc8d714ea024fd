package dev.tarn.http.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Describes the API: an OpenAPI 3.1 document, put together from a part for each resource when it is
 * first asked for.
 *
 * @param parts the parts' names
 */
record GetOpenApi(List<String> parts) implements RestOperation {
  private static final String FRAME = "openapi.json";

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/openapi.json";
  }

  @Override
  public void answer(RestExchange exchange) {
    JsonObject document = part(FRAME);
    parts.forEach(part -> document.mergeIn(part(part), true));
    exchange.reply(
        200,
        json ->
            document.forEach(member -> json.raw(member.getKey(), Json.encode(member.getValue()))));
  }

  private static JsonObject part(String name) {
    try (InputStream in = GetOpenApi.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
