package dev.tarn.http.webhook;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.stream.filter.EventPattern;
import dev.tarn.stream.filter.EventPattern.Fields;
import dev.tarn.stream.filter.EventPattern.Leaf;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads event patterns from their JSON. */
final class PatternJson {
  private static final String OR = "$or";

  private PatternJson() {}

  /**
   * Reads a pattern.
   *
   * @throws ValidationException if it is none, with what is wrong
   */
  static Fields parse(String json) {
    try {
      return fields(new JsonObject(json));
    } catch (DecodeException e) {
      throw invalid("it is no JSON object");
    }
  }

  /** How every complaint begins. */
  static ValidationException invalid(String complaint) {
    return new ValidationException("Invalid filter pattern definition: " + complaint);
  }

  private static Fields fields(JsonObject object) {
    if (object.isEmpty()) {
      throw invalid("an object must have fields");
    }
    Map<String, EventPattern> fields = LinkedHashMap.newLinkedHashMap(object.size());
    List<List<Fields>> alternatives = new ArrayList<>();
    object.forEach(
        member -> {
          if (member.getKey().equals(OR)) {
            alternatives.add(alternatives(member.getValue()));
          } else {
            fields.put(member.getKey(), pattern(member.getKey(), member.getValue()));
          }
        });
    return new Fields(fields, alternatives);
  }

  private static EventPattern pattern(String name, Object value) {
    return switch (value) {
      case JsonObject object -> fields(object);
      case JsonArray array when !array.isEmpty() -> new Leaf(TestJson.all(array));
      case JsonArray empty -> throw invalid("the array of \"" + name + "\" is empty");
      case null, default -> throw invalid("\"" + name + "\" must be an object or an array");
    };
  }

  private static List<Fields> alternatives(Object value) {
    if (!(value instanceof JsonArray array) || array.size() < 2) {
      throw invalid("$or must be an array of two objects or more");
    }
    return array.stream().map(PatternJson::alternative).toList();
  }

  private static Fields alternative(Object element) {
    if (element instanceof JsonObject object) {
      return fields(object);
    }
    throw invalid("$or must hold objects");
  }
}
