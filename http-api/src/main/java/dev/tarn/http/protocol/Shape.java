package dev.tarn.http.protocol;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a request's value, with the constraints that DynamoDB's model puts on it. */
sealed interface Shape {
  /** The bounds of a length or a number, both inclusive. */
  record Bounds(long min, long max) {
    static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean exclude(long value) {
      return value < min || value > max;
    }
  }

  /** A string, perhaps with bounds of its length and a pattern. */
  record StringShape(Bounds length, @Nullable Pattern pattern) implements Shape {}

  /** A string out of a list. */
  record EnumShape(List<String> values) implements Shape {}

  /** A whole number of 32 or 64 bits. */
  record IntegerShape(boolean is64Bits, Bounds range) implements Shape {}

  /** A number with a fraction: also a timestamp, in seconds. */
  record DecimalShape() implements Shape {}

  /** True or false. */
  record BooleanShape() implements Shape {}

  /** Bytes, on the wire as base64. */
  record BlobShape() implements Shape {}

  /** One of the ten types of attribute values. */
  record AttributeValueShape() implements Shape {}

  /** A list of values of one shape. */
  record ListShape(Shape element, Bounds length) implements Shape {}

  /**
   * Values of one shape by name.
   *
   * @param name the map's own name in the model
   */
  record MapShape(String name, Shape key, Shape value, Bounds length) implements Shape {}

  /** A member of a structure. */
  record Member(String name, Shape shape, boolean required) {}

  /** Members of various shapes, each with its index. */
  record StructureShape(String name, List<Member> members, Map<String, Integer> indexes)
      implements Shape {
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
