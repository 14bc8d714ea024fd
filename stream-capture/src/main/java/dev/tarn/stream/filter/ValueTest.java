package dev.tarn.stream.filter;

import dev.tarn.stream.filter.EventValue.Numeric;
import dev.tarn.stream.filter.EventValue.Scalar;
import dev.tarn.stream.filter.EventValue.Text;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One test of one value. All but {@link Absent} fail for a value that is missing. */
public sealed interface ValueTest {
  /** Whether the value passes; it is no array. */
  boolean holds(EventValue value);

  /** The value is this one. Numbers are compared as numbers: 300 is 300.0. */
  record Exactly(Scalar expected) implements ValueTest {
    @Override
    public boolean holds(EventValue value) {
      if (expected instanceof Numeric number && value instanceof Numeric found) {
        return number.value().compareTo(found.value()) == 0;
      }
      return expected.equals(value);
    }
  }

  /** {@code equals-ignore-case}. */
  record EqualsIgnoreCase(String expected) implements ValueTest {
    @Override
    public boolean holds(EventValue value) {
      return value instanceof Text text && text.value().equalsIgnoreCase(expected);
    }
  }

  /** {@code prefix}. */
  record Prefix(String prefix, boolean ignoreCase) implements ValueTest {
    @Override
    public boolean holds(EventValue value) {
      return value instanceof Text text
          && text.value().regionMatches(ignoreCase, 0, prefix, 0, prefix.length());
    }
  }

  /** {@code suffix}. */
  record Suffix(String suffix, boolean ignoreCase) implements ValueTest {
    @Override
    public boolean holds(EventValue value) {
      return value instanceof Text(String text)
          && text.regionMatches(
              ignoreCase, text.length() - suffix.length(), suffix, 0, suffix.length());
    }
  }

  /** {@code anything-but}: there is a value, and it passes none of some tests. */
  record AnythingBut(List<ValueTest> noneOf) implements ValueTest {
    /** Keeps a copy. */
    public AnythingBut {
      noneOf = List.copyOf(noneOf);
    }

    @Override
    public boolean holds(EventValue value) {
      return value instanceof Scalar && noneOf.stream().noneMatch(test -> test.holds(value));
    }
  }

  /**
   * {@code numeric}: the value is a number between two bounds. DynamoDB's numbers are strings in
   * records, so this holds for none of them, as in Lambda.
   *
   * @param lower the lower bound, or null if there is none
   * @param upper the upper bound, or null if there is none
   */
  record Range(@Nullable Bound lower, @Nullable Bound upper) implements ValueTest {
    @Override
    public boolean holds(EventValue value) {
      return value instanceof Numeric number
          && (lower == null || lower.admits(number.value().compareTo(lower.value())))
          && (upper == null || upper.admits(upper.value().compareTo(number.value())));
    }
  }

  /** One end of a range. */
  record Bound(BigDecimal value, boolean inclusive) {
    private boolean admits(int distance) {
      return distance > 0 || (inclusive && distance == 0);
    }
  }

  /** {@code exists} true: there is a value that is no object. */
  record Present() implements ValueTest {
    @Override
    public boolean holds(EventValue value) {
      return value instanceof Scalar;
    }
  }

  /** {@code exists} false: there is no value, or an object in its place. */
  record Absent() implements ValueTest {
    @Override
    public boolean holds(EventValue value) {
      return !(value instanceof Scalar);
    }
  }
}
