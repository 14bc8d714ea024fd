package dev.tarn.stream.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value of an event, as its JSON would have it. */
public sealed interface EventValue {
  /** There is no such field. */
  Missing MISSING = new Missing();

  /** What is there if nothing is. */
  record Missing() implements EventValue {}

  /** A value without parts. */
  sealed interface Scalar extends EventValue {}

  /** A string; also a DynamoDB number or, in base64, a binary, as the wire has them. */
  record Text(String value) implements Scalar {}

  /** A number. */
  record Numeric(BigDecimal value) implements Scalar {
    /** A whole number. */
    public static Numeric of(long value) {
      return new Numeric(BigDecimal.valueOf(value));
    }
  }

  /** True or false. */
  record Truth(boolean value) implements Scalar {}

  /** The null value. */
  record Null() implements Scalar {}

  /** An array. */
  record Array(List<EventValue> values) implements EventValue {
    /** Keeps a copy. */
    public Array {
      values = List.copyOf(values);
    }
  }

  /** An object, of which fields are looked up. */
  non-sealed interface Structure extends EventValue {
    /** The field's value, {@link #MISSING} if there is none. */
    EventValue field(String name);

    /** This object or a part of it that has the named fields: for one that is costly to read. */
    default Structure select(Set<String> names) {
      return this;
    }
  }

  /** An object whose fields are at hand. */
  record Members(Map<String, EventValue> fields) implements Structure {
    /** An object without fields. */
    public static final Members EMPTY = new Members(Map.of());

    /** Keeps a copy. */
    public Members {
      fields = Map.copyOf(fields);
    }

    @Override
    public EventValue field(String name) {
      return fields.getOrDefault(name, MISSING);
    }
  }
}
