package dev.tarn.http.legacy;

import com.google.common.collect.ImmutableSet;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Comparator;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.Operand;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import java.util.List;

/** How a legacy condition compares an attribute with its values; named as on the wire. */
enum ComparisonOperator {
  EQ(1, Types.ALL),
  NE(1, Types.ALL),
  LE(1, Types.SCALARS),
  LT(1, Types.SCALARS),
  GE(1, Types.SCALARS),
  GT(1, Types.SCALARS),
  CONTAINS(1, Types.ELEMENTS),
  NOT_CONTAINS(1, Types.ELEMENTS),
  BEGINS_WITH(1, Types.PREFIXED),
  IN(Integer.MAX_VALUE, Types.SCALARS),
  BETWEEN(2, Types.SCALARS),
  NULL(0, Types.ALL),
  NOT_NULL(0, Types.ALL);

  private final int arguments;
  private final ImmutableSet<AttributeType> types;

  ComparisonOperator(int arguments, ImmutableSet<AttributeType> types) {
    this.arguments = arguments;
    this.types = types;
  }

  /** Whether it compares with values at all. */
  boolean takesValues() {
    return arguments > 0;
  }

  /**
   * Checks what an attribute is to be compared with.
   *
   * @throws ValidationException if the values are too few or too many, of several types or of one
   *     that the operator does not accept, or bounds in the wrong order
   */
  void check(List<AttributeValue> values) {
    requireCount(values.size());
    for (AttributeValue value : values) {
      if (value.type() != values.getFirst().type()) {
        throw ValidationException.invalidParameter(
            "AttributeValues inside AttributeValueList must be of same type");
      }
    }
    if (!values.isEmpty()) {
      requireAccepted(values.getFirst().type());
    }
    if (this == BETWEEN) {
      requireOrder(values.getFirst(), values.getLast());
    }
  }

  private void requireCount(int count) {
    boolean fits = this == IN ? count > 0 : count == arguments;
    if (!fits) {
      throw ValidationException.invalidParameter(
          "Invalid number of argument(s) for the " + this + " ComparisonOperator");
    }
  }

  private void requireAccepted(AttributeType type) {
    if (!types.contains(type)) {
      throw ValidationException.invalidParameter(
          "ComparisonOperator " + this + " is not valid for " + type + " AttributeValue type");
    }
  }

  private static void requireOrder(AttributeValue lower, AttributeValue upper) {
    if (new Condition.Compare(
            Comparator.GREATER, new Operand.Literal(lower), new Operand.Literal(upper))
        .test(Item.EMPTY)) {
      throw new ValidationException(
          "The BETWEEN condition was provided a range where the lower bound is greater than the"
              + " upper bound");
    }
  }

  private static final class Types {
    static final ImmutableSet<AttributeType> ALL = ImmutableSet.copyOf(AttributeType.values());
    static final ImmutableSet<AttributeType> SCALARS =
        ImmutableSet.of(AttributeType.S, AttributeType.N, AttributeType.B);
    static final ImmutableSet<AttributeType> ELEMENTS =
        ImmutableSet.of(
            AttributeType.S,
            AttributeType.N,
            AttributeType.B,
            AttributeType.BOOL,
            AttributeType.NULL);
    static final ImmutableSet<AttributeType> PREFIXED =
        ImmutableSet.of(AttributeType.S, AttributeType.B);
  }
}
