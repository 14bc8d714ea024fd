package dev.tarn.kv.partiql;

import dev.tarn.kv.expression.Comparator;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.Operand;
import dev.tarn.kv.item.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions that all must hold for a condition to hold. */
final class Conjuncts {
  private Conjuncts() {}

  /** The conditions that a condition joins by AND; none for null, which always holds. */
  static List<Condition> of(@Nullable Condition condition) {
    List<Condition> conjuncts = new ArrayList<>();
    if (condition != null) {
      collect(condition, conjuncts);
    }
    return conjuncts;
  }

  /** The condition that holds if all of them do, or null if there are none. */
  static @Nullable Condition join(List<Condition> conjuncts) {
    return switch (conjuncts.size()) {
      case 0 -> null;
      case 1 -> conjuncts.getFirst();
      default -> new Condition.And(conjuncts);
    };
  }

  /** The value that an attribute must be equal to by this condition, or null if it says no such. */
  static @Nullable AttributeValue equality(Condition condition, String attribute) {
    return condition
                instanceof Condition.Compare(Comparator comparator, Operand left, Operand right)
            && comparator == Comparator.EQUAL
            && isAttribute(left, attribute)
            && right instanceof Operand.Literal(AttributeValue value)
        ? value
        : null;
  }

  /** Whether the operand is an attribute as a whole. */
  static boolean isAttribute(Operand operand, String attribute) {
    return operand instanceof Operand.OfPath path
        && !path.path().isNested()
        && path.path().attribute().equals(attribute);
  }

  private static void collect(Condition condition, List<Condition> conjuncts) {
    if (condition instanceof Condition.And and) {
      and.conditions().forEach(part -> collect(part, conjuncts));
    } else {
      conjuncts.add(condition);
    }
  }
}
