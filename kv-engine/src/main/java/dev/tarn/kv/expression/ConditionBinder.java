package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.S;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Binds a condition to a request, and checks its operands as far as possible without an item. */
final class ConditionBinder {
  /** The most candidates of IN (developer guide, "Comparison operator and function reference"). */
  static final int MAX_CANDIDATES = 100;

  private final ExpressionKind kind;
  private final PlaceholderBinder binder;
  private final OperandTypes types;

  ConditionBinder(ExpressionKind kind, Placeholders placeholders) {
    this.kind = kind;
    this.binder = new PlaceholderBinder(kind, placeholders);
    this.types = new OperandTypes(kind);
  }

  Condition bind(Syntax.Condition syntax) {
    return switch (syntax) {
      case Syntax.And and -> new Condition.And(bindAll(and.conditions()));
      case Syntax.Or or -> new Condition.Or(bindAll(or.conditions()));
      case Syntax.Not not -> new Condition.Not(bind(not.condition()));
      case Syntax.Compare compare -> compare(compare);
      case Syntax.Between between -> between(between);
      case Syntax.In in -> in(in);
      case Syntax.Call call -> call(call);
    };
  }

  private List<Condition> bindAll(List<Syntax.Condition> conditions) {
    List<Condition> bound = new ArrayList<>(conditions.size());
    for (Syntax.Condition condition : conditions) {
      bound.add(bind(condition));
    }
    return bound;
  }

  private Condition compare(Syntax.Compare syntax) {
    Comparator comparator = syntax.comparator();
    Operand left = operand(syntax.left());
    Operand right = operand(syntax.right());
    requireDistinct(comparator, left, right);
    if (comparator.isOrdering()) {
      requireOrdered(comparator, left, right);
    }
    return new Condition.Compare(comparator, left, right);
  }

  private Condition between(Syntax.Between syntax) {
    Operand operand = operand(syntax.operand());
    Operand lower = operand(syntax.lower());
    Operand upper = operand(syntax.upper());
    requireDistinct("BETWEEN", operand, lower, upper);
    requireOrdered("BETWEEN", operand, lower, upper);
    if (lower instanceof Operand.Literal from && upper instanceof Operand.Literal to) {
      requireBounds(from.value(), to.value());
    }
    return new Condition.Between(operand, lower, upper);
  }

  private Condition in(Syntax.In syntax) {
    Operand operand = operand(syntax.operand());
    Operand[] candidates = syntax.candidates().stream().map(this::operand).toArray(Operand[]::new);
    if (candidates.length > MAX_CANDIDATES) {
      throw kind.invalid(
          "The IN operator is provided with too many operands; number of operands: "
              + candidates.length);
    }
    requireDistinct("IN", operand, candidates);
    return new Condition.In(operand, Arrays.asList(candidates));
  }

  private Condition call(Syntax.Call call) {
    Operand first = operand(call.operands().getFirst());
    return switch (call.function()) {
      case ATTRIBUTE_EXISTS -> new Condition.AttributeExists(path(call, first));
      case ATTRIBUTE_NOT_EXISTS -> new Condition.AttributeNotExists(path(call, first));
      case ATTRIBUTE_TYPE -> hasType(call, first, operand(call.operands().get(1)));
      case BEGINS_WITH -> beginsWith(call, first, operand(call.operands().get(1)));
      case CONTAINS -> contains(call, first, operand(call.operands().get(1)));
      case SIZE, IF_NOT_EXISTS, LIST_APPEND -> throw new AssertionError(call);
    };
  }

  private Condition hasType(Syntax.Call call, Operand operand, Operand type) {
    DocumentPath path = path(call, operand);
    requireDistinct(call.function(), operand, type);
    if (!(type instanceof Operand.Literal literal)) {
      String known = type.type() == null ? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}" : type.type().name();
      throw types.incorrect(call.function(), known);
    }
    if (!(literal.value() instanceof S name)) {
      throw types.incorrect(call.function(), literal.type().name());
    }
    return new Condition.HasType(path, attributeType(name.value()));
  }

  private AttributeType attributeType(String name) {
    for (AttributeType type : AttributeType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw kind.invalid(
        "Invalid attribute type name found; type: "
            + name
            + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
  }

  private Condition beginsWith(Syntax.Call call, Operand operand, Operand prefix) {
    requireDistinct(call.function(), operand, prefix);
    types.require(OperandTypes.PREFIXED, call.function(), operand.type());
    types.require(OperandTypes.PREFIXED, call.function(), prefix.type());
    return new Condition.BeginsWith(operand, prefix);
  }

  private Condition contains(Syntax.Call call, Operand operand, Operand part) {
    requireDistinct(call.function(), operand, part);
    return new Condition.Contains(operand, part);
  }

  private Operand operand(Syntax.Operand syntax) {
    return switch (syntax) {
      case Syntax.Path path -> new Operand.OfPath(binder.path(path));
      case Syntax.Value value -> new Operand.Literal(binder.value(value));
      case Syntax.Call call -> size(call);
    };
  }

  private Operand size(Syntax.Call call) {
    Operand of = operand(call.operands().getFirst());
    types.require(OperandTypes.SIZED, call.function(), of.type());
    return new Operand.Size(of);
  }

  private DocumentPath path(Syntax.Call call, Operand operand) {
    if (operand instanceof Operand.OfPath(DocumentPath path)) {
      return path;
    }
    throw types.requiresPath(call.function());
  }

  private void requireDistinct(Object operator, Operand first, Operand... rest) {
    if (first instanceof Operand.OfPath(DocumentPath path) && Arrays.asList(rest).contains(first)) {
      throw types.notDistinct(operator, path);
    }
  }

  private void requireOrdered(Object operator, Operand... operands) {
    for (Operand operand : operands) {
      types.require(OperandTypes.ORDERED, operator, operand.type());
    }
  }

  private void requireBounds(AttributeValue lower, AttributeValue upper) {
    if (lower.type() != upper.type()) {
      throw bounds("same data type for lower and upper bounds", lower, upper);
    }
    if (ValueOrder.compare(lower, upper) > 0) {
      throw bounds("upper bound to be greater than or equal to lower bound", lower, upper);
    }
  }

  private ValidationException bounds(
      String requirement, AttributeValue lower, AttributeValue upper) {
    return kind.invalid(
        "The BETWEEN operator requires "
            + requirement
            + "; lower bound operand: AttributeValue: "
            + shown(lower)
            + ", upper bound operand: AttributeValue: "
            + shown(upper));
  }

  /** As the service prints a scalar, which for a binary is how Java prints a buffer. */
  private static String shown(AttributeValue value) {
    String content =
        switch (value) {
          case S s -> s.value();
          case AttributeValue.N n -> n.value().toString();
          case AttributeValue.B b -> {
            int length = b.value().length();
            yield "java.nio.HeapByteBuffer[pos=0 lim=" + length + " cap=" + length + "]";
          }
          default -> value.toString();
        };
    return "{" + value.type() + ":" + content + "}";
  }
}
