package dev.tarn.kv.partiql;

import dev.tarn.kv.expression.Comparator;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.item.AttributeValue;
import java.util.List;
import java.util.Map;

/** A part of a statement as it is written, with its parameters still open. */
sealed interface Expression {
  /** A place in an item. */
  record Path(DocumentPath path) implements Expression {}

  /** A string, number, boolean or null. */
  record Literal(AttributeValue value) implements Expression {}

  /** A value of the request; the first one has the index 0. */
  record Parameter(int index) implements Expression {}

  /** {@code [a, b]}. */
  record ListOf(List<Expression> elements) implements Expression {}

  /** {@code {'name': value}}, in the order written. */
  record MapOf(Map<String, Expression> members) implements Expression {}

  /** {@code <<a, b>>}. */
  record SetOf(List<Expression> elements) implements Expression {}

  /** The value of what is not there. */
  record Missing() implements Expression {}

  /** A sum or a difference. */
  record Arithmetic(boolean isSum, Expression left, Expression right) implements Expression {}

  /** A function with as many operands as it takes. */
  record Call(Function function, List<Expression> operands) implements Expression {}

  /** {@code left = right} and its like. */
  record Compare(Comparator comparator, Expression left, Expression right) implements Expression {}

  /** {@code operand BETWEEN lower AND upper}. */
  record Between(Expression operand, Expression lower, Expression upper) implements Expression {}

  /** {@code operand IN [a, b]}. */
  record In(Expression operand, List<Expression> candidates) implements Expression {}

  /** {@code operand IS MISSING}. */
  record IsMissing(Expression operand) implements Expression {}

  /** {@code operand IS NULL}. */
  record IsNull(Expression operand) implements Expression {}

  /** All of them. */
  record And(List<Expression> operands) implements Expression {}

  /** Any of them. */
  record Or(List<Expression> operands) implements Expression {}

  /** The contrary. */
  record Not(Expression operand) implements Expression {}
}
