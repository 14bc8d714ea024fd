package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types that operators and functions accept, as far as they show without an item. */
record OperandTypes(ExpressionKind kind) {
  /** Types that have an order. */
  static final Set<AttributeType> ORDERED =
      EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B);

  /** Types that can begin with a prefix. */
  static final Set<AttributeType> PREFIXED = EnumSet.of(AttributeType.S, AttributeType.B);

  /** Types that have a size. */
  static final Set<AttributeType> SIZED =
      EnumSet.complementOf(EnumSet.of(AttributeType.N, AttributeType.BOOL, AttributeType.NULL));

  /**
   * Refuses an operand of a type that is known and not accepted.
   *
   * @param operator the operator or function, as written
   */
  void require(Set<AttributeType> accepted, Object operator, @Nullable AttributeType type) {
    if (type != null && !accepted.contains(type)) {
      throw incorrect(operator, type.name());
    }
  }

  ValidationException incorrect(Object operator, String type) {
    return kind.invalid(
        "Incorrect operand type for operator or function; operator or function: "
            + operator
            + ", operand type: "
            + type);
  }

  ValidationException requiresPath(Function function) {
    return kind.invalid(
        "Operator or function requires a document path; operator or function: " + function);
  }

  ValidationException notDistinct(Object operator, DocumentPath path) {
    return kind.invalid(
        "The first operand must be distinct from the remaining operands for this operator or"
            + " function; operator: "
            + operator
            + ", first operand: "
            + path);
  }
}
