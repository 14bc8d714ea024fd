package dev.tarn.kv.partiql;

import com.google.common.collect.ImmutableSortedSet;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.BS;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.NS;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.AttributeValue.SS;
import dev.tarn.kv.item.Binary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes attribute values of the expressions that stand for them.
 *
 * @param parameters the values of the request
 */
record ValueBinder(List<AttributeValue> parameters) {
  /** How deep values may stand in each other (developer guide, "Service quotas"). */
  private static final int MAX_NESTING = 32;

  private static final AttributeValue EMPTY_STRING = new S("");
  private static final AttributeValue EMPTY_BINARY = new B(Binary.wrap(new byte[0]));

  /** Whether an expression stands for a value whatever the item. */
  static boolean isConstant(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> true;
      case Expression.Parameter parameter -> true;
      case Expression.ListOf list -> true;
      case Expression.MapOf map -> true;
      case Expression.SetOf set -> true;
      default -> false;
    };
  }

  /**
   * The value that an expression stands for.
   *
   * @throws ValidationException if it does not stand for one
   */
  AttributeValue value(Expression expression) {
    return value(expression, 1);
  }

  private AttributeValue value(Expression expression, int nesting) {
    if (nesting > MAX_NESTING) {
      throw new ValidationException(
          "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
              + " beyond supported limit");
    }
    return switch (expression) {
      case Expression.Literal(AttributeValue value) -> value;
      case Expression.Parameter(int index) -> parameters.get(index);
      case Expression.ListOf(List<Expression> elements) -> new L(values(elements, nesting + 1));
      case Expression.MapOf(Map<String, Expression> members) -> map(members, nesting + 1);
      case Expression.SetOf(List<Expression> elements) -> set(values(elements, nesting + 1));
      default -> throw new ValidationException("Unsupported value: only literals and parameters");
    };
  }

  private List<AttributeValue> values(List<Expression> expressions, int nesting) {
    List<AttributeValue> values = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      values.add(value(expression, nesting));
    }
    return values;
  }

  private M map(Map<String, Expression> members, int nesting) {
    Map<String, AttributeValue> values = LinkedHashMap.newLinkedHashMap(members.size());
    members.forEach((name, member) -> values.put(name, value(member, nesting)));
    return new M(values);
  }

  private static AttributeValue set(List<AttributeValue> elements) {
    if (elements.isEmpty()) {
      throw ValidationException.invalidParameter("An string set  may not be empty");
    }
    AttributeType type = elements.getFirst().type();
    if (!type.isKeyType() || elements.stream().anyMatch(element -> element.type() != type)) {
      throw ValidationException.invalidParameter(
          "A set must hold strings only, numbers only or binaries only");
    }
    if (elements.contains(EMPTY_STRING) || elements.contains(EMPTY_BINARY)) {
      throw ValidationException.invalidParameter(
          "An string set may not have a empty string as a member");
    }
    if (elements.stream().distinct().count() < elements.size()) {
      throw ValidationException.invalidParameter("Input collection contains duplicates");
    }
    return switch (type) {
      case S -> new SS(sorted(elements.stream().map(element -> ((S) element).value()).toList()));
      case N -> new NS(sorted(elements.stream().map(element -> ((N) element).value()).toList()));
      default -> new BS(sorted(elements.stream().map(element -> ((B) element).value()).toList()));
    };
  }

  private static <E extends Comparable<? super E>> ImmutableSortedSet<E> sorted(List<E> elements) {
    return ImmutableSortedSet.copyOf(elements);
  }
}
