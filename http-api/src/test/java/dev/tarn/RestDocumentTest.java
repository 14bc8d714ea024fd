package dev.tarn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestOperation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The OpenAPI document's parts and the operations say the same. */
final class RestDocumentTest {
  /** Operations that are only asked what they are. */
  @SuppressWarnings("NullAway")
  private static final Database NONE = new Database(null, null, null, null, null);

  @SuppressWarnings("NullAway")
  private static final DeliveryParts NO_DELIVERIES = new DeliveryParts(null, null, null);

  private static final List<RestOperation> OPERATIONS =
      Assembly.restSite(NONE, NO_DELIVERIES).operations();

  private static JsonObject document() throws IOException {
    JsonObject document = part("openapi.json");
    for (String name :
        List.of(
            "tables.json",
            "items.json",
            "stream.json",
            "triggers.json",
            "webhooks.json",
            "status.json")) {
      document.mergeIn(part(name), true);
    }
    return document;
  }

  private static JsonObject part(String name) throws IOException {
    try (InputStream in = RestOperation.class.getResourceAsStream(name)) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static JsonObject described(RestOperation operation) throws IOException {
    return document()
        .getJsonObject("paths")
        .getJsonObject(operation.path(), new JsonObject())
        .getJsonObject(operation.method().name().toLowerCase(Locale.ROOT), new JsonObject());
  }

  private static List<JsonObject> parameters(JsonObject described, String in) throws IOException {
    List<JsonObject> found = new ArrayList<>();
    for (Object each : described.getJsonArray("parameters", new JsonArray())) {
      JsonObject parameter = (JsonObject) each;
      String reference = parameter.getString("$ref");
      if (reference != null) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        parameter =
            document().getJsonObject("components").getJsonObject("parameters").getJsonObject(name);
      }
      if (parameter.getString("in").equals(in)) {
        found.add(parameter);
      }
    }
    return found;
  }

  @Test
  void everyOperationIsDescribedAndEveryDescriptionIsOne() throws IOException {
    Set<String> described = new TreeSet<>();
    document()
        .getJsonObject("paths")
        .forEach(
            path ->
                ((JsonObject) path.getValue())
                    .fieldNames()
                    .forEach(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(OPERATIONS)
        .extracting(operation -> operation.method().name() + " " + operation.path())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void theQueryParametersAreTheOnesDescribed() throws IOException {
    for (RestOperation operation : OPERATIONS) {
      assertThat(parameters(described(operation), "query"))
          .as(operation.path())
          .extracting(parameter -> parameter.getString("name"))
          .containsExactlyInAnyOrderElementsOf(operation.queryParameters());
    }
  }

  @Test
  void theNamesInAPathAreDescribed() throws IOException {
    for (RestOperation operation : OPERATIONS) {
      List<String> names =
          parameters(described(operation), "path").stream()
              .map(parameter -> "{" + parameter.getString("name") + "}")
              .toList();
      assertThat(List.of(operation.path().split("/")))
          .as(operation.path())
          .filteredOn(segment -> segment.startsWith("{"))
          .containsExactlyElementsOf(names);
    }
  }

  @Test
  void theBodysMediaTypeIsTheOneDescribed() throws IOException {
    for (RestOperation operation : OPERATIONS) {
      JsonObject body = described(operation).getJsonObject("requestBody", new JsonObject());
      Set<String> types = body.getJsonObject("content", new JsonObject()).fieldNames();
      assertThat(types)
          .as(operation.method() + " " + operation.path())
          .isEqualTo(operation.mediaType().isEmpty() ? Set.of() : Set.of(operation.mediaType()));
    }
  }
}
