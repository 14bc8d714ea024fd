package dev.tarn.kv.partiql;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Comparator;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.Operand;
import dev.tarn.kv.expression.ValueOrder;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.S;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes conditions of the expressions of a WHERE clause. A comparison of a value with a path comes
 * out with the path first.
 */
final class ConditionBinder {
  /** The most candidates of IN (developer guide, "PartiQL operators"). */
  static final int MAX_CANDIDATES = 100;

  private final ValueBinder values;

  ConditionBinder(ValueBinder values) {
    this.values = values;
  }

  /**
   * The condition of a clause, or null for null.
   *
   * @throws ValidationException if an operand has a type that its operator does not take
   */
  @Nullable Condition bindNullable(@Nullable Expression where) {
    return where == null ? null : bind(where);
  }

  private Condition bind(Expression expression) {
    return switch (expression) {
      case Expression.And(List<Expression> operands) -> new Condition.And(bindAll(operands));
      case Expression.Or(List<Expression> operands) -> new Condition.Or(bindAll(operands));
      case Expression.Not(Expression operand) -> new Condition.Not(bind(operand));
      case Expression.Compare compare -> compare(compare);
      case Expression.Between between -> between(between);
      case Expression.In in -> in(in);
      case Expression.IsMissing(Expression operand) ->
          new Condition.AttributeNotExists(path(operand));
      // A missing attribute is not null: what the service was seen to answer.
      case Expression.IsNull(Expression operand) ->
          new Condition.HasType(path(operand), AttributeType.NULL);
      case Expression.Call call -> call(call);
      default -> throw notACondition();
    };
  }

  private List<Condition> bindAll(List<Expression> expressions) {
    List<Condition> bound = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      bound.add(bind(expression));
    }
    return bound;
  }

  private Condition compare(Expression.Compare compare) {
    Comparator comparator = compare.comparator();
    Operand left = operand(compare.left());
    Operand right = operand(compare.right());
    if (comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL) {
      requireOrdered(comparator, left, right);
    }
    boolean mirrored = left instanceof Operand.Literal && !(right instanceof Operand.Literal);
    return mirrored
        ? new Condition.Compare(comparator.mirrored(), right, left)
        : new Condition.Compare(comparator, left, right);
  }

  private Condition between(Expression.Between between) {
    Operand operand = operand(between.operand());
    Operand lower = operand(between.lower());
    Operand upper = operand(between.upper());
    requireOrdered("BETWEEN", operand, lower, upper);
    if (lower instanceof Operand.Literal from && upper instanceof Operand.Literal to) {
      requireBounds(from.value(), to.value());
    }
    return new Condition.Between(operand, lower, upper);
  }

  private Condition in(Expression.In in) {
    if (in.candidates().size() > MAX_CANDIDATES) {
      throw tooManyCandidates(in.candidates().size());
    }
    List<Operand> candidates = new ArrayList<>(in.candidates().size());
    for (Expression candidate : in.candidates()) {
      candidates.add(operand(candidate));
    }
    return new Condition.In(operand(in.operand()), candidates);
  }

  private Condition call(Expression.Call call) {
    Expression first = call.operands().getFirst();
    Expression last = call.operands().getLast();
    return switch (call.function()) {
      case BEGINS_WITH -> beginsWith(operand(first), operand(last));
      case CONTAINS -> new Condition.Contains(operand(first), operand(last));
      case ATTRIBUTE_TYPE -> new Condition.HasType(path(first), type(operand(last)));
      case SIZE, LIST_APPEND, SET_ADD, SET_DELETE -> throw notACondition();
    };
  }

  private static Condition beginsWith(Operand operand, Operand prefix) {
    AttributeType type = prefix.type();
    if (type != null && type != AttributeType.S && type != AttributeType.B) {
      throw incorrectType(Function.BEGINS_WITH, type);
    }
    return new Condition.BeginsWith(operand, prefix);
  }

  private static AttributeType type(Operand operand) {
    if (operand instanceof Operand.Literal(AttributeValue value) && value instanceof S name) {
      for (AttributeType type : AttributeType.values()) {
        if (type.name().equals(name.value())) {
          return type;
        }
      }
      throw new ValidationException(
          "Invalid attribute type name found; type: "
              + name.value()
              + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }
    throw new ValidationException(
        "Incorrect operand type for operator or function; operator or function: "
            + Function.ATTRIBUTE_TYPE);
  }

  private Operand operand(Expression expression) {
    if (ValueBinder.isConstant(expression)) {
      return new Operand.Literal(values.value(expression));
    }
    return switch (expression) {
      case Expression.Path(DocumentPath path) -> new Operand.OfPath(path);
      case Expression.Call(Function function, List<Expression> operands)
          when function == Function.SIZE ->
          new Operand.Size(operand(operands.getFirst()));
      default -> throw new ValidationException("Unsupported operand in the WHERE clause");
    };
  }

  private static DocumentPath path(Expression expression) {
    if (expression instanceof Expression.Path(DocumentPath path)) {
      return path;
    }
    throw new ValidationException("Operator or function requires a document path");
  }

  private static void requireOrdered(Object operator, Operand... operands) {
    for (Operand operand : operands) {
      AttributeType type = operand.type();
      if (type != null && !type.isKeyType()) {
        throw incorrectType(operator, type);
      }
    }
  }

  private static void requireBounds(AttributeValue lower, AttributeValue upper) {
    if (lower.type() != upper.type()) {
      throw new ValidationException(
          "The BETWEEN operator requires same data type for lower and upper bounds");
    }
    if (ValueOrder.compare(lower, upper) > 0) {
      throw new ValidationException(
          "The BETWEEN operator requires upper bound to be greater than or equal to lower bound");
    }
  }

  static ValidationException tooManyCandidates(int candidates) {
    return new ValidationException(
        "The IN operator is provided with too many operands; number of operands: " + candidates);
  }

  private static ValidationException incorrectType(Object operator, AttributeType type) {
    return new ValidationException(
        "Incorrect operand type for operator or function; operator or function: "
            + operator
            + ", operand type: "
            + type);
  }

  private static ValidationException notACondition() {
    return new ValidationException("Unsupported expression in the WHERE clause");
  }
}
