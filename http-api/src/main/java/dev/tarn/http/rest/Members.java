package dev.tarn.http.rest;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, by their types. What is null is taken as not there. Errors name the
 * member.
 *
 * @param object the object
 * @param path where it stands in the body, such as {@code indexes.}; empty for the body itself
 */
public record Members(M object, String path) {
  /**
   * The members of a body.
   *
   * @param known their names
   * @throws ProblemException if there are others
   */
  public static Members of(M body, Set<String> known) {
    return known(new Members(body, ""), known);
  }

  /** Whether there is such a member, be it null. */
  public boolean has(String name) {
    return object.values().containsKey(name);
  }

  /** A member that is a string, or null. */
  public @Nullable String string(String name) {
    return read(name, "a string", value -> value instanceof S(String text) ? text : null);
  }

  /**
   * A member that is a string.
   *
   * @throws ProblemException if it is not there
   */
  public String requiredString(String name) {
    String value = string(name);
    if (value == null) {
      throw ProblemException.badRequest("The member %s%s is required.".formatted(path, name));
    }
    return value;
  }

  /** A member that is true or false, or null. */
  public @Nullable Boolean bool(String name) {
    return read(name, "true or false", value -> value instanceof Bool(boolean is) ? is : null);
  }

  /** A member that is a whole number, or null. */
  public @Nullable Integer integer(String name) {
    return read(name, "a whole number", Members::integer);
  }

  /** A member that is an object, or an array of them; empty if it is not there. */
  public List<Members> objects(String name, Set<String> known) {
    List<Members> objects =
        read(
            name,
            "an object or an array of objects",
            value ->
                switch (value) {
                  case M one -> List.of(new Members(one, path + name + "."));
                  case L(List<AttributeValue> several) -> objects(name, several);
                  default -> null;
                });
    if (objects == null) {
      return List.of();
    }
    objects.forEach(each -> known(each, known));
    return objects;
  }

  /** A member that is an array of strings, or null; also if it is no array. */
  public @Nullable List<String> strings(String name) {
    return object.values().get(name) instanceof L
        ? read(name, "an array of strings", Members::strings)
        : null;
  }

  private static @Nullable Integer integer(AttributeValue value) {
    try {
      return value instanceof N(Decimal number) ? number.toBigDecimal().intValueExact() : null;
    } catch (ArithmeticException noInteger) {
      return null;
    }
  }

  private @Nullable List<Members> objects(String name, List<AttributeValue> values) {
    List<Members> objects = new ArrayList<>();
    for (AttributeValue value : values) {
      if (!(value instanceof M each)) {
        return null;
      }
      objects.add(new Members(each, path + name + "."));
    }
    return objects;
  }

  private static @Nullable List<String> strings(AttributeValue array) {
    List<String> strings = new ArrayList<>();
    for (AttributeValue value : array instanceof L(List<AttributeValue> v) ? v : List.of(array)) {
      if (!(value instanceof S(String text))) {
        return null;
      }
      strings.add(text);
    }
    return strings;
  }

  private <T> @Nullable T read(
      String name, String type, Function<AttributeValue, @Nullable T> reader) {
    AttributeValue value = object.values().get(name);
    if (value == null || value instanceof Null) {
      return null;
    }
    T read = reader.apply(value);
    if (read == null) {
      throw ProblemException.badRequest("The member %s%s must be %s.".formatted(path, name, type));
    }
    return read;
  }

  private static Members known(Members members, Set<String> known) {
    for (String name : members.object.values().keySet()) {
      if (!known.contains(name)) {
        throw ProblemException.badRequest(
            "Unknown member %s%s: known are %s."
                .formatted(
                    members.path, name, String.join(", ", known.stream().sorted().toList())));
      }
    }
    return members;
  }
}
