package dev.tarn.http.protocol;

import dev.tarn.http.protocol.Shape.Bounds;
import dev.tarn.http.protocol.Shape.EnumShape;
import dev.tarn.http.protocol.Shape.ListShape;
import dev.tarn.http.protocol.Shape.NameOrArnShape;
import dev.tarn.http.protocol.Shape.StringShape;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The breaches of constraints found in one input, in the service's words. */
final class Breaches {
  /** The service names no more than this many. */
  private static final int MAX_COUNT = 10;

  /** Keeps an error's text small, whatever was sent. */
  private static final int MAX_SHOWN_LENGTH = 4096;

  private @Nullable List<String> texts;

  /** The way to a value: members, list positions from 1, map keys. */
  record Path(@Nullable Path parent, String step) {
    Path child(String next) {
      return new Path(this, next);
    }

    /** The way to an element of the list or map that this leads to. */
    Path element(String positionOrKey) {
      return child(positionOrKey).child("member");
    }

    @Override
    public String toString() {
      return parent == null ? step : parent + "." + step;
    }
  }

  void add(@Nullable Object value, Path path, String rule) {
    texts = texts == null ? new ArrayList<>() : texts;
    if (texts.size() < MAX_COUNT) {
      String shown = value == null ? "null" : "'" + shorten(value.toString()) + "'";
      texts.add("Value " + shown + " at '" + path + "' failed to satisfy constraint: " + rule);
    }
  }

  /** Throws all that was found, if anything was. */
  void report() {
    if (texts != null) {
      throw new ValidationException(
          texts.size()
              + (texts.size() == 1 ? " validation error" : " validation errors")
              + " detected: "
              + String.join("; ", texts));
    }
  }

  static String minimum(String measure, Bounds bounds) {
    return "Member must have " + measure + " greater than or equal to " + bounds.min();
  }

  static String maximum(String measure, Bounds bounds) {
    return "Member must have " + measure + " less than or equal to " + bounds.max();
  }

  static String pattern(StringShape shape) {
    return "Member must satisfy regular expression pattern: " + shape.pattern();
  }

  static String values(EnumShape shape) {
    return "Member must satisfy enum value set: " + shape.values();
  }

  /** All rules of a shape at once: so the service speaks of elements, of which it names none. */
  static List<String> all(Shape shape) {
    return switch (shape) {
      case StringShape s -> {
        List<String> rules = bounds(s.length());
        if (s.pattern() != null) {
          rules.add(pattern(s));
        }
        yield rules;
      }
      case NameOrArnShape s -> all(s.name());
      case EnumShape s -> List.of(values(s));
      case ListShape s -> bounds(s.length());
      case Shape s -> List.of();
    };
  }

  private static List<String> bounds(Bounds bounds) {
    List<String> rules = new ArrayList<>();
    if (bounds.max() != Bounds.NONE.max()) {
      rules.add(maximum("length", bounds));
    }
    if (bounds.min() != Bounds.NONE.min()) {
      rules.add(minimum("length", bounds));
    }
    return rules;
  }

  private static String shorten(String text) {
    return text.length() <= MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH) + "...";
  }
}
