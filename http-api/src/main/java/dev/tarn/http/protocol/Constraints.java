package dev.tarn.http.protocol;

import dev.tarn.http.protocol.Breaches.Path;
import dev.tarn.http.protocol.Shape.Bounds;
import dev.tarn.http.protocol.Shape.EnumShape;
import dev.tarn.http.protocol.Shape.IntegerShape;
import dev.tarn.http.protocol.Shape.ListShape;
import dev.tarn.http.protocol.Shape.MapShape;
import dev.tarn.http.protocol.Shape.Member;
import dev.tarn.http.protocol.Shape.NameOrArnShape;
import dev.tarn.http.protocol.Shape.StringShape;
import dev.tarn.http.protocol.Shape.StructureShape;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks a decoded input against the constraints of its shapes. */
final class Constraints {
  private static final String NOT_NULL = "Member must not be null";

  private final Breaches breaches = new Breaches();

  private Constraints() {}

  /**
   * Passes an input that breaks no constraint.
   *
   * @throws ValidationException that names the breaches
   */
  static void check(Structure input) {
    Constraints constraints = new Constraints();
    constraints.checkMembers(input, null);
    constraints.breaches.report();
  }

  /** The error for a member that the operation requires, though the shape does not. */
  static ValidationException missing(Member member) {
    return new ValidationException(
        "1 validation error detected: Value null at '"
            + member.pathName()
            + "' failed to satisfy constraint: "
            + NOT_NULL);
  }

  private void checkMembers(Structure structure, @Nullable Path parent) {
    List<Member> members = structure.shape().members();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Object value = structure.decoded(i);
      if (value == null && member.required()) {
        breaches.add(null, new Path(parent, member.pathName()), NOT_NULL);
      } else if (value != null && member.constrained()) {
        check(value, member.shape(), new Path(parent, member.pathName()));
      }
    }
  }

  private void check(Object value, Shape shape, Path path) {
    switch (shape) {
      case StringShape s -> checkString((String) value, s, path);
      case NameOrArnShape s -> checkString((String) value, s.of((String) value), path);
      case EnumShape s -> {
        if (!holds(value, s)) {
          breaches.add(value, path, Breaches.values(s));
        }
      }
      case IntegerShape s ->
          checkBounds(((Number) value).longValue(), s.range(), "value", value, path);
      case StructureShape s -> checkMembers((Structure) value, path);
      case ListShape s -> checkList((List<?>) value, s, path);
      case MapShape s -> checkMap((Map<?, ?>) value, s, path);
      case Shape s -> {}
    }
  }

  private void checkString(String text, StringShape shape, Path path) {
    if (!shape.matches(text)) {
      breaches.add(text, path, Breaches.pattern(shape));
    }
    checkBounds(text.length(), shape.length(), "length", text, path);
  }

  private void checkBounds(long measured, Bounds bounds, String measure, Object value, Path path) {
    if (measured < bounds.min()) {
      breaches.add(value, path, Breaches.minimum(measure, bounds));
    } else if (measured > bounds.max()) {
      breaches.add(value, path, Breaches.maximum(measure, bounds));
    }
  }

  private void checkList(List<?> list, ListShape shape, Path path) {
    checkBounds(list.size(), shape.length(), "length", list, path);
    checkAll(list, shape.element(), "Member", list, path);
    if (shape.element().hasMembers()) {
      int position = 0;
      for (Object element : list) {
        checkElement(element, shape.element(), path, Integer.toString(++position));
      }
    }
  }

  private void checkMap(Map<?, ?> map, MapShape shape, Path path) {
    checkBounds(map.size(), shape.length(), "length", map, path);
    checkAll(map.keySet(), shape.key(), "Map keys", map, path);
    checkAll(map.values(), shape.value(), "Map value", map, path);
    if (shape.value().hasMembers()) {
      map.forEach((key, value) -> checkElement(value, shape.value(), path, (String) key));
    }
  }

  private void checkElement(@Nullable Object element, Shape shape, Path parent, String step) {
    if (element == null) {
      breaches.add(null, parent.element(step), NOT_NULL);
    } else if (shape instanceof ListShape list) {
      // Its length is reported with the map that holds it.
      checkList(
          (List<?>) element, new ListShape(list.element(), Bounds.NONE), parent.element(step));
    } else {
      check(element, shape, parent.element(step));
    }
  }

  /** Reports elements together, with all rules that they should keep. */
  private void checkAll(Collection<?> elements, Shape shape, String who, Object whole, Path path) {
    for (Object element : elements) {
      if (!holds(element, shape)) {
        breaches.add(whole, path, who + " must satisfy constraint: " + Breaches.all(shape));
        return;
      }
    }
  }

  /** Whether a value by itself, without what is in it, keeps its rules. */
  private static boolean holds(@Nullable Object value, Shape shape) {
    return switch (shape) {
      case StringShape s ->
          value instanceof String text && s.matches(text) && !s.length().exclude(text.length());
      case NameOrArnShape s -> value instanceof String text && holds(text, s.of(text));
      case EnumShape s -> value instanceof String text && s.values().contains(text);
      case ListShape s -> value == null || !s.length().exclude(((List<?>) value).size());
      case Shape s -> true;
    };
  }
}
