package dev.tarn.kv.partiql;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.partiql.Statement.Ordering;
import dev.tarn.kv.table.KeyAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ORDER BY clause.
 *
 * @param orderings its attributes, none where there is no such clause
 */
record ReadOrder(List<Ordering> orderings) {
  /**
   * Refuses an order that the service does not offer.
   *
   * @param partitions how many partition keys the statement names, or -1 if it leaves them open
   * @throws ValidationException if it is none of them
   */
  void requireOffered(AccessPath path, @Nullable Condition where, int partitions) {
    if (orderings.isEmpty()) {
      return;
    }
    if (where == null) {
      throw new ValidationException(
          "Must have WHERE clause in the statement when using ORDER BY clause.");
    }
    for (Ordering ordering : orderings) {
      if (!path.isKey(ordering.attribute())) {
        throw new ValidationException(
            "Attribute "
                + ordering.attribute()
                + " in ORDER BY clause must be part of the primary key");
      }
    }
    if (partitions < 0) {
      throw new ValidationException(
          "Must have at least one non-optional hash key condition in WHERE clause when using ORDER"
              + " BY clause.");
    }
    if (partitions > 1 && first(path.partitionKey()) == null) {
      throw new ValidationException(
          "Must have hash key in ORDER BY clause when more than one hash key condition specified in"
              + " WHERE clause.");
    }
  }

  /** Whether partition keys come in an order of their own, and not as they are named. */
  boolean ordersPartitions(AccessPath path) {
    return first(path.partitionKey()) != null;
  }

  /** Whether partition keys descend. */
  boolean partitionsDescend(AccessPath path) {
    Ordering ordering = first(path.partitionKey());
    return ordering != null && ordering.descending();
  }

  /**
   * An order that does not name the sort key has it descending: what the service was seen to do.
   */
  boolean isForward(AccessPath path) {
    Ordering ordering = first(path.sortKey());
    return ordering == null ? orderings.isEmpty() : !ordering.descending();
  }

  private @Nullable Ordering first(List<KeyAttribute> attributes) {
    for (KeyAttribute attribute : attributes) {
      for (Ordering ordering : orderings) {
        if (ordering.attribute().equals(attribute.name())) {
          return ordering;
        }
      }
    }
    return null;
  }
}
