package dev.tarn.kv.expression;

import com.google.common.primitives.Bytes;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.BS;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.NS;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.AttributeValue.SS;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What is true or false of an item: a condition or filter, bound to the values of a request. */
public sealed interface Condition {
  /** Whether the condition holds; of an item that does not exist, ask {@link Item#EMPTY}. */
  boolean test(Item item);

  /** Holds if all of the conditions do. */
  record And(List<Condition> conditions) implements Condition {
    /** Keeps the conditions from changing. */
    public And {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean test(Item item) {
      for (int i = 0; i < conditions.size(); i++) {
        if (!conditions.get(i).test(item)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Holds if any of the conditions does. */
  record Or(List<Condition> conditions) implements Condition {
    /** Keeps the conditions from changing. */
    public Or {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean test(Item item) {
      for (int i = 0; i < conditions.size(); i++) {
        if (conditions.get(i).test(item)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Holds if the condition does not. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean test(Item item) {
      return !condition.test(item);
    }
  }

  /** Holds if there is an item, and it has one of these digests, see {@link EncodedItem#digest}. */
  record HasDigest(Set<Binary> digests) implements Condition {
    /** Keeps the digests from changing. */
    public HasDigest {
      digests = Set.copyOf(digests);
    }

    @Override
    public boolean test(Item item) {
      return !item.isEmpty() && digests.contains(EncodedItem.of(item).digest());
    }
  }

  /** Compares two operands. */
  record Compare(Comparator comparator, Operand left, Operand right) implements Condition {
    @Override
    public boolean test(Item item) {
      return comparator.holds(left.value(item), right.value(item));
    }
  }

  /** Holds if the operand is neither less than the lower nor greater than the upper bound. */
  record Between(Operand operand, Operand lower, Operand upper) implements Condition {
    @Override
    public boolean test(Item item) {
      AttributeValue value = operand.value(item);
      return Comparator.GREATER_OR_EQUAL.holds(value, lower.value(item))
          && Comparator.LESS_OR_EQUAL.holds(value, upper.value(item));
    }
  }

  /** Holds if the operand is equal to any of the candidates. */
  record In(Operand operand, List<Operand> candidates) implements Condition {
    /** Keeps the candidates from changing. */
    public In {
      candidates = List.copyOf(candidates);
    }

    @Override
    public boolean test(Item item) {
      AttributeValue value = operand.value(item);
      if (value == null) {
        return false;
      }
      for (int i = 0; i < candidates.size(); i++) {
        if (value.equals(candidates.get(i).value(item))) {
          return true;
        }
      }
      return false;
    }
  }

  /** Holds if the item has a value in this place, be it the null value. */
  record AttributeExists(DocumentPath path) implements Condition {
    @Override
    public boolean test(Item item) {
      return path.in(item) != null;
    }
  }

  /** Holds if the item has no value in this place. */
  record AttributeNotExists(DocumentPath path) implements Condition {
    @Override
    public boolean test(Item item) {
      return path.in(item) == null;
    }
  }

  /** Holds if the item has a value of this type in this place. */
  record HasType(DocumentPath path, AttributeType type) implements Condition {
    @Override
    public boolean test(Item item) {
      AttributeValue value = path.in(item);
      return value != null && value.type() == type;
    }
  }

  /** Holds if a string or binary begins with another. */
  record BeginsWith(Operand operand, Operand prefix) implements Condition {
    @Override
    public boolean test(Item item) {
      AttributeValue value = operand.value(item);
      AttributeValue start = prefix.value(item);
      if (value instanceof S text && start instanceof S part) {
        return text.value().startsWith(part.value());
      }
      return value instanceof B bytes
          && start instanceof B part
          && beginsWith(bytes.value().bytes(), part.value().bytes());
    }

    private static boolean beginsWith(byte[] bytes, byte[] prefix) {
      return bytes.length >= prefix.length
          && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
  }

  /** Holds if a string or binary contains another, or a set or list contains a value. */
  record Contains(Operand operand, Operand part) implements Condition {
    @Override
    public boolean test(Item item) {
      AttributeValue whole = operand.value(item);
      AttributeValue sought = part.value(item);
      return whole != null && sought != null && contains(whole, sought);
    }

    private static boolean contains(AttributeValue whole, AttributeValue part) {
      return switch (whole) {
        case S text -> part instanceof S s && text.value().contains(s.value());
        case B bytes ->
            part instanceof B b && Bytes.indexOf(bytes.value().bytes(), b.value().bytes()) >= 0;
        case SS set -> part instanceof S s && set.values().contains(s.value());
        case NS set -> part instanceof N n && set.values().contains(n.value());
        case BS set -> part instanceof B b && set.values().contains(b.value());
        case L list -> list.values().contains(part);
        case M map -> false;
        case N n -> false;
        case Bool bool -> false;
        case Null none -> false;
      };
    }
  }
}
