package dev.tarn.kv.expression;

import dev.tarn.kv.item.AttributeValue;
import java.util.List;

/** What a query asks of a key attribute; of the sort key, this is a range of it. */
public sealed interface SortKeyCondition {
  /** The values that the attribute is compared with. */
  List<AttributeValue> operands();

  /** Any value. */
  record None() implements SortKeyCondition {
    /** The one such condition. */
    public static final None INSTANCE = new None();

    @Override
    public List<AttributeValue> operands() {
      return List.of();
    }
  }

  /** This value. */
  record Equal(AttributeValue value) implements SortKeyCondition {
    @Override
    public List<AttributeValue> operands() {
      return List.of(value);
    }
  }

  /** Any value before this one. */
  record Less(AttributeValue value) implements SortKeyCondition {
    @Override
    public List<AttributeValue> operands() {
      return List.of(value);
    }
  }

  /** This value, or any before it. */
  record LessOrEqual(AttributeValue value) implements SortKeyCondition {
    @Override
    public List<AttributeValue> operands() {
      return List.of(value);
    }
  }

  /** Any value behind this one. */
  record Greater(AttributeValue value) implements SortKeyCondition {
    @Override
    public List<AttributeValue> operands() {
      return List.of(value);
    }
  }

  /** This value, or any behind it. */
  record GreaterOrEqual(AttributeValue value) implements SortKeyCondition {
    @Override
    public List<AttributeValue> operands() {
      return List.of(value);
    }
  }

  /** The bounds, and any value between them; there is none if the lower is the greater one. */
  record Between(AttributeValue lower, AttributeValue upper) implements SortKeyCondition {
    @Override
    public List<AttributeValue> operands() {
      return List.of(lower, upper);
    }
  }

  /**
   * What no range of keys satisfies, such as being unequal. Only legacy parameters can ask for it,
   * and {@link KeyConditions#on} refuses it.
   */
  record NotIndexable(List<AttributeValue> operands) implements SortKeyCondition {}

  /** Any string or binary that begins with this one. */
  record BeginsWith(AttributeValue prefix) implements SortKeyCondition {
    @Override
    public List<AttributeValue> operands() {
      return List.of(prefix);
    }
  }
}
