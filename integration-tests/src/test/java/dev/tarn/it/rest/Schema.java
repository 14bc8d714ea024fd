package dev.tarn.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of JSON Schema that the document uses; any other keyword is an error. */
final class Schema {
  private static final Set<String> ANNOTATIONS = Set.of("description", "format");

  private final JsonObject document;

  Schema(JsonObject document) {
    this.document = document;
  }

  /** What a reference means; anything else means itself. */
  JsonObject resolve(JsonObject object) {
    String reference = object.getString("$ref");
    if (reference == null) {
      return object;
    }
    JsonObject found = document;
    for (String name : reference.substring(2).split("/", -1)) {
      found = found.getJsonObject(name);
      assertThat(found).as(reference).isNotNull();
    }
    return found;
  }

  /** Asserts that a value is as the schema says. */
  void check(JsonObject reference, @Nullable Object value, String path) {
    JsonObject schema = resolve(reference);
    for (String keyword : schema.fieldNames()) {
      check(keyword, schema, value, path);
    }
  }

  private void check(String keyword, JsonObject schema, @Nullable Object value, String path) {
    Object argument = schema.getValue(keyword);
    switch (keyword) {
      case "type" ->
          assertThat(
                  argument instanceof JsonArray types ? types.stream().toList() : List.of(argument))
              .as("the type of %s in %s", value, path)
              .containsAnyElementsOf(types(value));
      case "const" -> assertThat(value).as(path).isEqualTo(argument);
      case "enum" -> assertThat(((JsonArray) argument).stream().toList()).as(path).contains(value);
      case "minimum" -> assertThat(number(value)).as(path).isGreaterThanOrEqualTo(number(argument));
      case "maximum" -> assertThat(number(value)).as(path).isLessThanOrEqualTo(number(argument));
      case "minItems" -> assertThat(size(value)).as(path).isGreaterThanOrEqualTo(number(argument));
      case "maxItems" -> assertThat(size(value)).as(path).isLessThanOrEqualTo(number(argument));
      case "required" -> {
        if (value instanceof JsonObject object) {
          assertThat(object.fieldNames()).as(path).containsAll(names(argument));
        }
      }
      case "properties", "additionalProperties" -> {
        if (value instanceof JsonObject object) {
          checkMembers(keyword, schema, object, path);
        }
      }
      case "items" -> {
        if (value instanceof JsonArray array) {
          array.forEach(element -> check((JsonObject) argument, element, path + "[]"));
        }
      }
      case "oneOf" ->
          assertThat(((JsonArray) argument).stream().filter(one -> fits(one, value, path)).count())
              .as("the alternatives that %s fits in %s", value, path)
              .isEqualTo(1);
      default -> assertThat(keyword).isIn(ANNOTATIONS);
    }
  }

  private void checkMembers(String keyword, JsonObject schema, JsonObject value, String path) {
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String name : value.fieldNames()) {
      boolean known = properties.containsKey(name);
      if (known && keyword.equals("properties")) {
        check(properties.getJsonObject(name), value.getValue(name), path + "." + name);
      } else if (!known && keyword.equals("additionalProperties")) {
        assertThat(schema.getValue(keyword)).as(path + "." + name).isNotEqualTo(false);
        check(schema.getJsonObject(keyword), value.getValue(name), path + "." + name);
      }
    }
  }

  private boolean fits(Object schema, @Nullable Object value, String path) {
    try {
      check((JsonObject) schema, value, path);
      return true;
    } catch (AssertionError | ClassCastException doesNot) {
      return false;
    }
  }

  private static List<Object> types(@Nullable Object value) {
    return switch (value) {
      case null -> List.of("null");
      case JsonObject object -> List.of("object");
      case JsonArray array -> List.of("array");
      case String string -> List.of("string");
      case Boolean bool -> List.of("boolean");
      case Integer integer -> List.of("integer", "number");
      case Long integer -> List.of("integer", "number");
      default -> List.of("number");
    };
  }

  private static Set<String> names(Object array) {
    return Set.copyOf(((JsonArray) array).stream().map(String.class::cast).toList());
  }

  private static int size(@Nullable Object array) {
    return ((JsonArray) Objects.requireNonNull(array)).size();
  }

  private static int number(@Nullable Object number) {
    return ((Number) Objects.requireNonNull(number)).intValue();
  }
}
