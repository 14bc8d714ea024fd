package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads conditions on key attributes out of a condition that may hold nothing else. */
final class KeyConditionReader {
  private final Map<String, SortKeyCondition> byAttribute = new LinkedHashMap<>();

  private KeyConditionReader() {}

  static KeyConditions read(Condition condition) {
    KeyConditionReader reader = new KeyConditionReader();
    reader.add(condition);
    return new KeyConditions(reader.byAttribute);
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.And and -> and.conditions().forEach(this::add);
      case Condition.Compare compare -> add(compare);
      case Condition.Between between -> add(between);
      case Condition.BeginsWith beginsWith -> add(beginsWith);
      case Condition.Or or -> throw invalidOperator("OR");
      case Condition.Not not -> throw invalidOperator("NOT");
      case Condition.In in -> throw invalidOperator("IN");
      case Condition.AttributeExists exists -> throw invalidOperator(Function.ATTRIBUTE_EXISTS);
      case Condition.AttributeNotExists notExists ->
          throw invalidOperator(Function.ATTRIBUTE_NOT_EXISTS);
      case Condition.HasType hasType -> throw invalidOperator(Function.ATTRIBUTE_TYPE);
      case Condition.HasDigest notOfAnExpression -> throw new AssertionError(notOfAnExpression);
      case Condition.Contains contains -> throw invalidOperator(Function.CONTAINS);
    }
  }

  private void add(Condition.Compare compare) {
    boolean mirrored = !(compare.left() instanceof Operand.OfPath);
    Comparator comparator = mirrored ? compare.comparator().mirrored() : compare.comparator();
    if (comparator == Comparator.NOT_EQUAL) {
      throw invalidOperator(comparator);
    }
    Terms terms = Terms.of(compare.left(), compare.right());
    AttributeValue value = terms.values().getFirst();
    put(
        terms.attribute(),
        switch (comparator) {
          case EQUAL -> new SortKeyCondition.Equal(value);
          case LESS -> new SortKeyCondition.Less(value);
          case LESS_OR_EQUAL -> new SortKeyCondition.LessOrEqual(value);
          case GREATER -> new SortKeyCondition.Greater(value);
          case GREATER_OR_EQUAL -> new SortKeyCondition.GreaterOrEqual(value);
          case NOT_EQUAL -> throw new AssertionError(compare);
        });
  }

  private void add(Condition.Between between) {
    requireKeyFirst("BETWEEN", between.operand());
    Terms terms = Terms.of(between.operand(), between.lower(), between.upper());
    put(
        terms.attribute(),
        new SortKeyCondition.Between(terms.values().getFirst(), terms.values().getLast()));
  }

  private void add(Condition.BeginsWith beginsWith) {
    requireKeyFirst(Function.BEGINS_WITH, beginsWith.operand());
    Terms terms = Terms.of(beginsWith.operand(), beginsWith.prefix());
    put(terms.attribute(), new SortKeyCondition.BeginsWith(terms.values().getFirst()));
  }

  private void put(String attribute, SortKeyCondition condition) {
    if (byAttribute.putIfAbsent(attribute, condition) != null) {
      throw new ValidationException(
          "KeyConditionExpressions must only contain one condition per key");
    }
  }

  /** The one attribute of a condition, and the values it is compared with. */
  private record Terms(String attribute, List<AttributeValue> values) {
    static Terms of(Operand... operands) {
      String attribute = null;
      List<AttributeValue> values = new ArrayList<>(2);
      for (Operand operand : operands) {
        switch (operand) {
          case Operand.Literal literal -> values.add(literal.value());
          case Operand.OfPath path -> attribute = only(attribute, path.path());
          case Operand.Size size ->
              throw new ValidationException(
                  "KeyConditionExpressions cannot contain nested operations");
        }
      }
      if (attribute == null) {
        throw invalidCondition("No key attribute specified");
      }
      return new Terms(attribute, values);
    }

    private static String only(@Nullable String other, DocumentPath path) {
      if (other != null) {
        throw invalidCondition("Multiple attribute names used in one condition");
      }
      if (path.isNested()) {
        throw new ValidationException(
            "KeyConditionExpressions cannot have conditions on nested attributes");
      }
      return path.attribute();
    }
  }

  private static void requireKeyFirst(Object operator, Operand first) {
    if (!(first instanceof Operand.OfPath)) {
      throw invalidCondition(
          operator + " operator must have the key attribute as its first operand");
    }
  }

  private static ValidationException invalidCondition(String detail) {
    return new ValidationException("Invalid condition in KeyConditionExpression: " + detail);
  }

  private static ValidationException invalidOperator(Object operator) {
    return new ValidationException("Invalid operator used in KeyConditionExpression: " + operator);
  }
}
