package dev.tarn.kv.partiql;

import dev.tarn.kv.expression.Comparator;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.Operand;
import dev.tarn.kv.expression.SortKeyCondition;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.table.KeyAttribute;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a condition says of a sort key, as far as a range of keys expresses it.
 *
 * @param equal the values of the first attributes, each given one
 * @param attribute the attribute behind those, or null if there is none
 * @param ranges what it must satisfy, all of them
 */
record SortConditions(
    Map<String, SortKeyCondition> equal,
    @Nullable String attribute,
    List<SortKeyCondition> ranges) {
  /**
   * Takes them out of the conditions that must all hold.
   *
   * @param sortKey the attributes of the sort key
   */
  static SortConditions take(List<KeyAttribute> sortKey, List<Condition> conjuncts) {
    Map<String, SortKeyCondition> equal = new LinkedHashMap<>();
    for (KeyAttribute attribute : sortKey) {
      SortKeyCondition value = takeEquality(attribute.name(), conjuncts);
      if (value == null) {
        return new SortConditions(equal, attribute.name(), takeRanges(attribute.name(), conjuncts));
      }
      equal.put(attribute.name(), value);
    }
    return new SortConditions(equal, null, List.of());
  }

  /** Whether they give every attribute one value. */
  boolean isWhole() {
    return attribute == null;
  }

  private static @Nullable SortKeyCondition takeEquality(
      String attribute, List<Condition> conjuncts) {
    for (Iterator<Condition> rest = conjuncts.iterator(); rest.hasNext(); ) {
      AttributeValue value = Conjuncts.equality(rest.next(), attribute);
      if (value != null) {
        rest.remove();
        return new SortKeyCondition.Equal(value);
      }
    }
    return null;
  }

  private static List<SortKeyCondition> takeRanges(String attribute, List<Condition> conjuncts) {
    List<SortKeyCondition> ranges = new ArrayList<>();
    for (Iterator<Condition> rest = conjuncts.iterator(); rest.hasNext(); ) {
      SortKeyCondition range = range(rest.next(), attribute);
      if (range != null) {
        rest.remove();
        ranges.add(range);
      }
    }
    return ranges;
  }

  private static @Nullable SortKeyCondition range(Condition condition, String attribute) {
    return switch (condition) {
      case Condition.Compare(Comparator comparator, Operand left, Operand right)
          when Conjuncts.isAttribute(left, attribute)
              && right instanceof Operand.Literal(AttributeValue value) ->
          range(comparator, value);
      case Condition.Between(Operand operand, Operand lower, Operand upper)
          when Conjuncts.isAttribute(operand, attribute)
              && lower instanceof Operand.Literal(AttributeValue from)
              && upper instanceof Operand.Literal(AttributeValue to) ->
          new SortKeyCondition.Between(from, to);
      case Condition.BeginsWith(Operand operand, Operand prefix)
          when Conjuncts.isAttribute(operand, attribute)
              && prefix instanceof Operand.Literal(AttributeValue start) ->
          new SortKeyCondition.BeginsWith(start);
      default -> null;
    };
  }

  private static @Nullable SortKeyCondition range(Comparator comparator, AttributeValue value) {
    return switch (comparator) {
      case EQUAL -> new SortKeyCondition.Equal(value);
      case LESS -> new SortKeyCondition.Less(value);
      case LESS_OR_EQUAL -> new SortKeyCondition.LessOrEqual(value);
      case GREATER -> new SortKeyCondition.Greater(value);
      case GREATER_OR_EQUAL -> new SortKeyCondition.GreaterOrEqual(value);
      case NOT_EQUAL -> null;
    };
  }
}
