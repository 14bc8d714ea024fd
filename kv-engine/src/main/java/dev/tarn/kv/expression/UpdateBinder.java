package dev.tarn.kv.expression;

import dev.tarn.kv.expression.Syntax.Action;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Binds an update to a request, and checks its operands as far as possible without an item. */
final class UpdateBinder {
  private static final ExpressionKind KIND = ExpressionKind.UPDATE;
  private static final Set<AttributeType> NUMBER = EnumSet.of(AttributeType.N);
  private static final Set<AttributeType> LIST = EnumSet.of(AttributeType.L);
  private static final Set<AttributeType> SETS =
      EnumSet.of(AttributeType.SS, AttributeType.NS, AttributeType.BS);
  private static final Set<AttributeType> NUMBER_AND_SETS =
      EnumSet.of(AttributeType.N, AttributeType.SS, AttributeType.NS, AttributeType.BS);

  private final PlaceholderBinder binder;
  private final OperandTypes types = new OperandTypes(KIND);

  UpdateBinder(Placeholders placeholders) {
    this.binder = new PlaceholderBinder(KIND, placeholders);
  }

  Update bind(List<Action> actions) {
    List<UpdateAction> bound = new ArrayList<>(actions.size());
    for (Action action : actions) {
      bound.add(bind(action, binder.path(action.path())));
    }
    return new Update(bound);
  }

  private UpdateAction bind(Action action, DocumentPath path) {
    return switch (action) {
      case Action.Set set -> new UpdateAction.Set(path, value(set.value()));
      case Action.Remove remove -> new UpdateAction.Remove(path);
      case Action.Add add ->
          new UpdateAction.Add(path, clauseValue("ADD", NUMBER_AND_SETS, add.value()));
      case Action.Delete delete ->
          new UpdateAction.Delete(path, clauseValue("DELETE", SETS, delete.value()));
    };
  }

  private AttributeValue clauseValue(
      String clause, Set<AttributeType> accepted, Syntax.Value operand) {
    AttributeValue value = binder.value(operand);
    if (!accepted.contains(value.type())) {
      throw KIND.invalid(
          "Incorrect operand type for operator or function; operator: "
              + clause
              + ", operand type: "
              + longName(value.type())
              + ", typeSet: ALLOWED_FOR_"
              + clause
              + "_OPERAND");
    }
    return value;
  }

  /** The names of types that only these errors use. */
  private static String longName(AttributeType type) {
    return switch (type) {
      case S -> "STRING";
      case N -> "NUMBER";
      case B -> "BINARY";
      case BOOL -> "BOOLEAN";
      case NULL -> "NULL";
      case L -> "LIST";
      case M -> "MAP";
      case SS -> "STRING_SET";
      case NS -> "NUMBER_SET";
      case BS -> "BINARY_SET";
    };
  }

  private UpdateOperand value(Syntax syntax) {
    return syntax instanceof Syntax.Arithmetic arithmetic
        ? arithmetic(arithmetic)
        : operand((Syntax.Operand) syntax);
  }

  private UpdateOperand arithmetic(Syntax.Arithmetic arithmetic) {
    UpdateOperand left = operand(arithmetic.left());
    UpdateOperand right = operand(arithmetic.right());
    String operator = arithmetic.isSum() ? "+" : "-";
    types.require(NUMBER, operator, left.type());
    types.require(NUMBER, operator, right.type());
    return arithmetic.isSum()
        ? new UpdateOperand.Plus(left, right)
        : new UpdateOperand.Minus(left, right);
  }

  private UpdateOperand operand(Syntax.Operand syntax) {
    return switch (syntax) {
      case Syntax.Path path -> new UpdateOperand.OfPath(binder.path(path));
      case Syntax.Value value -> new UpdateOperand.Literal(binder.value(value));
      case Syntax.Call call -> call(call);
    };
  }

  private UpdateOperand call(Syntax.Call call) {
    UpdateOperand first = operand(call.operands().get(0));
    UpdateOperand second = operand(call.operands().get(1));
    return switch (call.function()) {
      case IF_NOT_EXISTS -> ifNotExists(first, second);
      case LIST_APPEND -> listAppend(first, second);
      case ATTRIBUTE_EXISTS, ATTRIBUTE_NOT_EXISTS, ATTRIBUTE_TYPE, BEGINS_WITH, CONTAINS, SIZE ->
          throw new AssertionError(call);
    };
  }

  private UpdateOperand ifNotExists(UpdateOperand first, UpdateOperand otherwise) {
    if (!(first instanceof UpdateOperand.OfPath(DocumentPath path))) {
      throw types.requiresPath(Function.IF_NOT_EXISTS);
    }
    if (first.equals(otherwise)) {
      throw types.notDistinct(Function.IF_NOT_EXISTS, path);
    }
    return new UpdateOperand.IfNotExists(path, otherwise);
  }

  private UpdateOperand listAppend(UpdateOperand first, UpdateOperand second) {
    types.require(LIST, Function.LIST_APPEND, first.type());
    types.require(LIST, Function.LIST_APPEND, second.type());
    return new UpdateOperand.ListAppend(first, second);
  }
}
