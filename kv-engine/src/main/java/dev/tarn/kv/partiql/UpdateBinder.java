package dev.tarn.kv.partiql;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.expression.UpdateAction;
import dev.tarn.kv.expression.UpdateOperand;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.partiql.Statement.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an update of the SET and REMOVE clauses.
 *
 * @param values binds what they give
 */
record UpdateBinder(ValueBinder values) {
  /**
   * The update of these changes.
   *
   * @throws ValidationException if two of them overlap, or an operand has a type that its operator
   *     does not take
   */
  Update bind(List<Change> changes) {
    List<UpdateAction> actions = new ArrayList<>(changes.size());
    for (Change change : changes) {
      actions.add(action(change));
    }
    return new Update(actions);
  }

  private UpdateAction action(Change change) {
    Expression value = change.value();
    if (value == null) {
      return new UpdateAction.Remove(change.path());
    }
    if (value instanceof Expression.Call(Function function, List<Expression> operands)) {
      if (function == Function.SET_ADD) {
        return new UpdateAction.Add(change.path(), elements(function, change.path(), operands));
      }
      if (function == Function.SET_DELETE) {
        return new UpdateAction.Delete(change.path(), elements(function, change.path(), operands));
      }
    }
    return new UpdateAction.Set(change.path(), operand(value));
  }

  /** The set that is added to or taken from the one in the place. */
  private AttributeValue elements(
      Function function, DocumentPath target, List<Expression> operands) {
    if (!operands.getFirst().equals(new Expression.Path(target))) {
      throw new ValidationException(
          "The first operand of " + function + " must be the path that it is assigned to");
    }
    AttributeValue elements = values.value(operands.getLast());
    return switch (elements.type()) {
      case SS, NS, BS -> elements;
      case S, N, B, BOOL, NULL, L, M -> throw incorrectType(function, elements.type());
    };
  }

  private UpdateOperand operand(Expression expression) {
    if (ValueBinder.isConstant(expression)) {
      return new UpdateOperand.Literal(values.value(expression));
    }
    return switch (expression) {
      case Expression.Path(DocumentPath path) -> new UpdateOperand.OfPath(path);
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Call(Function function, List<Expression> operands)
          when function == Function.LIST_APPEND ->
          listAppend(operand(operands.getFirst()), operand(operands.getLast()));
      default -> throw new ValidationException("Unsupported expression in the SET clause");
    };
  }

  private UpdateOperand arithmetic(Expression.Arithmetic arithmetic) {
    UpdateOperand left = operand(arithmetic.left());
    UpdateOperand right = operand(arithmetic.right());
    String operator = arithmetic.isSum() ? "+" : "-";
    require(AttributeType.N, operator, left);
    require(AttributeType.N, operator, right);
    return arithmetic.isSum()
        ? new UpdateOperand.Plus(left, right)
        : new UpdateOperand.Minus(left, right);
  }

  private static UpdateOperand listAppend(UpdateOperand first, UpdateOperand second) {
    require(AttributeType.L, Function.LIST_APPEND, first);
    require(AttributeType.L, Function.LIST_APPEND, second);
    return new UpdateOperand.ListAppend(first, second);
  }

  private static void require(AttributeType type, Object operator, UpdateOperand operand) {
    AttributeType actual = operand.type();
    if (actual != null && actual != type) {
      throw incorrectType(operator, actual);
    }
  }

  private static ValidationException incorrectType(Object operator, AttributeType type) {
    return new ValidationException(
        "Incorrect operand type for operator or function; operator or function: "
            + operator
            + ", operand type: "
            + type);
  }
}
