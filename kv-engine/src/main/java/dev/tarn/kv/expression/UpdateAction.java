package dev.tarn.kv.expression;

import com.google.common.collect.ImmutableSortedSet;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.BS;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.NS;
import dev.tarn.kv.item.AttributeValue.SS;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.Item;
import org.jspecify.annotations.Nullable;

/** One change of an update. */
public sealed interface UpdateAction {
  /** The place that is changed. */
  DocumentPath path();

  /**
   * The value of the place after the update, or null if none is to be there.
   *
   * @param old the item before the update
   * @throws ValidationException if the item does not allow the action
   */
  @Nullable AttributeValue result(Item old);

  /** Puts a value in the place. */
  record Set(DocumentPath path, UpdateOperand value) implements UpdateAction {
    @Override
    public AttributeValue result(Item old) {
      return value.value(old);
    }
  }

  /** Takes away the value in the place. */
  record Remove(DocumentPath path) implements UpdateAction {
    @Override
    public @Nullable AttributeValue result(Item old) {
      return null;
    }
  }

  /** Adds to the number, or puts elements into the set, that is in the place. */
  record Add(DocumentPath path, AttributeValue value) implements UpdateAction {
    @Override
    public AttributeValue result(Item old) {
      AttributeValue current = path.in(old);
      return current == null ? value : sum(current, value);
    }

    private static AttributeValue sum(AttributeValue current, AttributeValue added) {
      if (current instanceof N a && added instanceof N b) {
        return new N(Decimal.of(a.value().toBigDecimal().add(b.value().toBigDecimal())));
      }
      if (current instanceof SS a && added instanceof SS b) {
        return new SS(union(a.values(), b.values()));
      }
      if (current instanceof NS a && added instanceof NS b) {
        return new NS(union(a.values(), b.values()));
      }
      if (current instanceof BS a && added instanceof BS b) {
        return new BS(union(a.values(), b.values()));
      }
      throw UpdateOperand.incorrectType();
    }

    private static <E extends Comparable<? super E>> ImmutableSortedSet<E> union(
        ImmutableSortedSet<E> current, ImmutableSortedSet<E> added) {
      return ImmutableSortedSet.<E>naturalOrder().addAll(current).addAll(added).build();
    }
  }

  /** Takes elements out of the set that is in the place; an empty set goes away. */
  record Delete(DocumentPath path, AttributeValue value) implements UpdateAction {
    @Override
    public @Nullable AttributeValue result(Item old) {
      AttributeValue current = path.in(old);
      return current == null ? null : difference(current, value);
    }

    private static @Nullable AttributeValue difference(
        AttributeValue current, AttributeValue deleted) {
      if (current instanceof SS a && deleted instanceof SS b) {
        ImmutableSortedSet<String> rest = rest(a.values(), b.values());
        return rest.isEmpty() ? null : new SS(rest);
      }
      if (current instanceof NS a && deleted instanceof NS b) {
        ImmutableSortedSet<Decimal> rest = rest(a.values(), b.values());
        return rest.isEmpty() ? null : new NS(rest);
      }
      if (current instanceof BS a && deleted instanceof BS b) {
        ImmutableSortedSet<Binary> rest = rest(a.values(), b.values());
        return rest.isEmpty() ? null : new BS(rest);
      }
      throw UpdateOperand.incorrectType();
    }

    private static <E extends Comparable<? super E>> ImmutableSortedSet<E> rest(
        ImmutableSortedSet<E> current, ImmutableSortedSet<E> deleted) {
      return current.stream()
          .filter(element -> !deleted.contains(element))
          .collect(ImmutableSortedSet.toImmutableSortedSet(java.util.Comparator.naturalOrder()));
    }
  }

  /** Another action, refused where the place has a value of another type than this. */
  record OfType(AttributeType type, UpdateAction action) implements UpdateAction {
    @Override
    public DocumentPath path() {
      return action.path();
    }

    @Override
    public @Nullable AttributeValue result(Item old) {
      AttributeValue current = path().in(old);
      if (current != null && current.type() != type) {
        throw new ValidationException("Type mismatch for attribute to update");
      }
      return action.result(old);
    }
  }
}
