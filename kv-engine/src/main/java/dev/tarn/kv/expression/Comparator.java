package dev.tarn.kv.expression;

import dev.tarn.kv.item.AttributeValue;
import org.jspecify.annotations.Nullable;

/** A comparison of two operands. */
public enum Comparator {
  EQUAL("="),
  NOT_EQUAL("<>"),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Comparator(String symbol) {
    this.symbol = symbol;
  }

  static @Nullable Comparator of(Token token) {
    for (Comparator comparator : values()) {
      if (token.isSymbol(comparator.symbol)) {
        return comparator;
      }
    }
    return null;
  }

  /** Whether it asks for an order, which only strings, numbers and binaries have. */
  boolean isOrdering() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** The comparator that says the same with its operands exchanged. */
  public Comparator mirrored() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }

  /**
   * Compares two values, of which either may be missing. A missing value, and one of another type,
   * is different from any value, and neither less nor greater.
   */
  boolean holds(@Nullable AttributeValue left, @Nullable AttributeValue right) {
    if (this == EQUAL || this == NOT_EQUAL) {
      boolean equal = left != null && left.equals(right);
      return equal == (this == EQUAL);
    }
    if (left == null || right == null || !ValueOrder.areOrdered(left, right)) {
      return false;
    }
    int order = ValueOrder.compare(left, right);
    return switch (this) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case EQUAL, NOT_EQUAL -> throw new AssertionError(this);
    };
  }

  /** The symbol as written in an expression. */
  @Override
  public String toString() {
    return symbol;
  }
}
