package dev.tarn.http.protocol;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a request's value, with the constraints that DynamoDB's model puts on it. */
sealed interface Shape {
  /** Whether a value of this shape is made of members that have constraints of their own. */
  default boolean hasMembers() {
    return false;
  }

  /** The bounds of a length or a number, both inclusive. */
  record Bounds(long min, long max) {
    static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean exclude(long value) {
      return value < min || value > max;
    }
  }

  /** A string, perhaps with bounds of its length and a pattern. */
  record StringShape(Bounds length, @Nullable Pattern pattern) implements Shape {
    boolean matches(String text) {
      return pattern == null || pattern.matcher(text).matches();
    }
  }

  /** A table's name, or its ARN in place of it. */
  record NameOrArnShape(StringShape name, StringShape arn) implements Shape {
    StringShape of(String value) {
      return value.startsWith("arn:") ? arn : name;
    }
  }

  /** A string out of a list. */
  record EnumShape(List<String> values) implements Shape {}

  /** A whole number of 32 or 64 bits. */
  record IntegerShape(boolean is64Bits, Bounds range) implements Shape {}

  /** A number with a fraction; a timestamp counts seconds. */
  record DecimalShape(boolean timestamp) implements Shape {}

  /** True or false. */
  record BooleanShape() implements Shape {}

  /** Bytes, on the wire as base64. */
  record BlobShape() implements Shape {}

  /** One of the ten types of attribute values. */
  record AttributeValueShape() implements Shape {}

  /** A list of values of one shape. */
  record ListShape(Shape element, Bounds length) implements Shape {
    @Override
    public boolean hasMembers() {
      return element.hasMembers();
    }
  }

  /** Values of one shape by name; {@code name} is the map's own in the model. */
  record MapShape(String name, Shape key, Shape value, Bounds length) implements Shape {
    /** Its names have constraints, also where its values have none. */
    @Override
    public boolean hasMembers() {
      return true;
    }
  }

  /** A member of a structure. */
  record Member(String name, String pathName, Shape shape, boolean required, boolean constrained) {
    /** A member as the model has it. */
    static Member of(String name, Shape shape, boolean required) {
      String pathName = Character.toLowerCase(name.charAt(0)) + name.substring(1);
      return new Member(name, pathName, shape, required, isConstrained(shape));
    }

    private static boolean isConstrained(Shape shape) {
      return switch (shape) {
        case StringShape s -> s.pattern() != null || !s.length().equals(Bounds.NONE);
        case IntegerShape s -> !s.range().equals(Bounds.NONE);
        case BooleanShape s -> false;
        case DecimalShape s -> false;
        case BlobShape s -> false;
        case AttributeValueShape s -> false;
        case Shape s -> true;
      };
    }
  }

  /** Members of various shapes, each with its index. */
  record StructureShape(String name, List<Member> members, Map<String, Integer> indexes)
      implements Shape {
    @Override
    public boolean hasMembers() {
      return true;
    }

    /**
     * The index of a member that the model has.
     *
     * @throws IllegalArgumentException if it has no such member
     */
    int indexOf(String member) {
      Integer index = indexes.get(member);
      if (index == null) {
        throw new IllegalArgumentException(name + " has no member " + member);
      }
      return index;
    }
  }
}
