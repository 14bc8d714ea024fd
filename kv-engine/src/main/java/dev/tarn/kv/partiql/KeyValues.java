package dev.tarn.kv.partiql;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.Operand;
import dev.tarn.kv.item.AttributeValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a condition says of the values that a key attribute may have. */
final class KeyValues {
  private KeyValues() {}

  /**
   * The values of the attribute with which the condition can hold, in the order in which they are
   * named; null if the condition leaves it open.
   */
  static @Nullable Set<AttributeValue> of(Condition condition, String attribute) {
    return switch (condition) {
      case Condition.Compare compare -> {
        AttributeValue value = Conjuncts.equality(compare, attribute);
        yield value == null ? null : Set.of(value);
      }
      case Condition.In(Operand operand, List<Operand> candidates)
          when Conjuncts.isAttribute(operand, attribute) ->
          literals(candidates);
      case Condition.And(List<Condition> conditions) -> intersection(conditions, attribute);
      case Condition.Or(List<Condition> conditions) -> union(conditions, attribute);
      default -> null;
    };
  }

  private static @Nullable Set<AttributeValue> literals(List<Operand> operands) {
    Set<AttributeValue> values = new LinkedHashSet<>();
    for (Operand operand : operands) {
      if (!(operand instanceof Operand.Literal(AttributeValue value))) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private static @Nullable Set<AttributeValue> intersection(
      List<Condition> conditions, String attribute) {
    Set<AttributeValue> common = null;
    for (Condition condition : conditions) {
      Set<AttributeValue> values = of(condition, attribute);
      if (values != null) {
        common = common == null ? values : ImmutableSet.copyOf(Sets.intersection(common, values));
      }
    }
    return common;
  }

  private static @Nullable Set<AttributeValue> union(List<Condition> conditions, String attribute) {
    Set<AttributeValue> all = new LinkedHashSet<>();
    for (Condition condition : conditions) {
      Set<AttributeValue> values = of(condition, attribute);
      if (values == null) {
        return null;
      }
      all.addAll(values);
    }
    return all;
  }
}
