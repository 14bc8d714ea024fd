package dev.tarn.http.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object strictly: what is of another type, out of range or unknown is refused. */
final class Members {
  private final JsonObject json;
  private final Set<String> asked = new HashSet<>();

  Members(JsonObject json) {
    this.json = json;
  }

  /** Whether the member is there, and not null. */
  boolean has(String member) {
    asked.add(member);
    return json.getValue(member) != null;
  }

  @Nullable String string(String member) {
    return of(member, "a string", String.class, value -> value);
  }

  /** A string of a form, which the error's text describes. */
  @Nullable String string(String member, Pattern form, String description) {
    String value = string(member);
    if (value != null && !form.matcher(value).matches()) {
      throw mustBe(member, description);
    }
    return value;
  }

  /** A whole number within bounds, or what stands for a missing one. */
  long integer(String member, long min, long max, long absent) {
    String rule = "a whole number from %d to %d".formatted(min, max);
    Long value =
        of(
            member,
            rule,
            Number.class,
            n -> n instanceof Integer || n instanceof Long ? n.longValue() : null);
    return within(member, rule, value, value == null || (value >= min && value <= max), absent);
  }

  /** A number from 0 to 1, or what stands for a missing one. */
  double fraction(String member, double absent) {
    String rule = "a number from 0 to 1";
    Double value = of(member, rule, Number.class, Number::doubleValue);
    return within(member, rule, value, value == null || (value >= 0 && value <= 1), absent);
  }

  boolean bool(String member) {
    Boolean value = of(member, "true or false", Boolean.class, v -> v);
    return value != null && value;
  }

  /** The strings of an array, or the one that stands in its place. */
  List<String> strings(String member) {
    if (json.getValue(member) instanceof String one) {
      asked.add(member);
      return List.of(one);
    }
    return elements(member, "an array of strings", String.class);
  }

  @Nullable Members object(String member) {
    return of(member, "an object", JsonObject.class, Members::new);
  }

  /** The objects of an array; none if it is missing. */
  List<Members> objects(String member) {
    return elements(member, "an array of objects", JsonObject.class).stream()
        .map(Members::new)
        .toList();
  }

  /** Refuses what nobody has asked for: a mistyped member would be passed over else. */
  void requireNoOthers() {
    Set<String> others = new TreeSet<>(json.fieldNames());
    others.removeAll(asked);
    if (!others.isEmpty()) {
      throw Problem.badRequest("There is no such member: " + String.join(", ", others));
    }
  }

  private <T> List<T> elements(String member, String rule, Class<T> type) {
    JsonArray array = of(member, rule, JsonArray.class, value -> value);
    List<T> elements = new ArrayList<>();
    for (int i = 0; array != null && i < array.size(); i++) {
      Object element = array.getValue(i);
      if (!type.isInstance(element)) {
        throw mustBe(member, rule);
      }
      elements.add(type.cast(element));
    }
    return elements;
  }

  private <T, R> @Nullable R of(
      String member, String rule, Class<T> type, Function<T, @Nullable R> reader) {
    asked.add(member);
    Object value = json.getValue(member);
    if (value == null) {
      return null;
    }
    R read = type.isInstance(value) ? reader.apply(type.cast(value)) : null;
    if (read == null) {
      throw mustBe(member, rule);
    }
    return read;
  }

  private static <T> T within(
      String member, String rule, @Nullable T value, boolean holds, T absent) {
    if (!holds) {
      throw mustBe(member, rule);
    }
    return value == null ? absent : value;
  }

  private static Problem mustBe(String member, String rule) {
    return Problem.badRequest("%s must be %s".formatted(member, rule));
  }
}
