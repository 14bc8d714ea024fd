package dev.tarn.kv.partiql;

import dev.tarn.kv.engine.QueryRange;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Comparator;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.KeyCondition;
import dev.tarn.kv.expression.KeyConditions;
import dev.tarn.kv.expression.Operand;
import dev.tarn.kv.expression.SortKeyCondition;
import dev.tarn.kv.expression.ValueOrder;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.partiql.Statement.Ordering;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.partitioner.ScanSegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a SELECT is read: as gets where whole keys are given, as queries where partition keys
 * are given, and only else as a scan.
 */
final class ReadPlanner {
  /** The most partition keys of one statement (developer guide, "PartiQL operators"). */
  private static final int MAX_PARTITION_KEYS = 50;

  private final TableDefinition table;
  private final KeySchema key;
  private final List<Ordering> order;
  private final @Nullable Condition where;
  private final List<Condition> filters = new ArrayList<>();
  private final List<SortKeyCondition> sortConditions = new ArrayList<>();

  private ReadPlanner(TableDefinition table, @Nullable Condition where, List<Ordering> order) {
    this.table = table;
    this.key = table.keySchema();
    this.where = where;
    this.order = order;
  }

  /**
   * How to read the items of a table that satisfy a condition.
   *
   * @param order by which key attributes, none for any order
   * @throws ValidationException if the order is not one that the service offers, or a key value is
   *     not valid
   */
  static BoundStatement.Read plan(
      TableDefinition table, @Nullable Condition where, List<Ordering> order, Columns columns) {
    return new ReadPlanner(table, where, order).plan(columns);
  }

  private BoundStatement.Read plan(Columns columns) {
    String partitionKey = key.partitionKey().name();
    Set<AttributeValue> partitions = where == null ? null : KeyValues.of(where, partitionKey);
    requireOrder(partitions);
    if (partitions == null) {
      KeyRange all = KeyRange.ofHashes(table.number(), ScanSegment.WHOLE.range());
      return new BoundStatement.Read(table, List.of(new ReadStep.Range(all)), true, where, columns);
    }
    if (partitions.size() > MAX_PARTITION_KEYS) {
      throw ConditionBinder.tooManyCandidates(partitions.size());
    }
    Conjuncts.of(where).forEach(this::sort);
    List<ReadStep> steps = ordered(partitions).stream().map(this::step).toList();
    return new BoundStatement.Read(table, steps, isForward(), Conjuncts.join(filters), columns);
  }

  /** Puts a condition to those that the range of keys expresses, or else to the filters. */
  private void sort(Condition condition) {
    KeyAttribute sortKey = key.sortKey();
    SortKeyCondition range = sortKey == null ? null : range(condition, sortKey.name());
    if (range != null) {
      sortConditions.add(range);
    } else if (condition instanceof Condition.Or
        || KeyValues.of(condition, key.partitionKey().name()) == null) {
      filters.add(condition);
    }
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

  private ReadStep step(AttributeValue partition) {
    KeyRange keys = QueryRange.of(table.number(), keyCondition(partition, null));
    boolean single = key.sortKey() == null;
    for (SortKeyCondition condition : sortConditions) {
      KeyRange part = QueryRange.of(table.number(), keyCondition(partition, condition));
      keys = keys.from(part.lower()).before(part.upper());
      single |= condition instanceof SortKeyCondition.Equal;
    }
    return single && !keys.isEmpty() ? new ReadStep.Get(keys.lower()) : new ReadStep.Range(keys);
  }

  private KeyCondition keyCondition(AttributeValue partition, @Nullable SortKeyCondition sort) {
    Map<String, SortKeyCondition> byAttribute = LinkedHashMap.newLinkedHashMap(2);
    byAttribute.put(key.partitionKey().name(), new SortKeyCondition.Equal(partition));
    if (sort != null && key.sortKey() != null) {
      byAttribute.put(key.sortKey().name(), sort);
    }
    return new KeyConditions(byAttribute).on(key);
  }

  private void requireOrder(@Nullable Set<AttributeValue> partitions) {
    if (order.isEmpty()) {
      return;
    }
    if (where == null) {
      throw new ValidationException(
          "Must have WHERE clause in the statement when using ORDER BY clause.");
    }
    for (Ordering ordering : order) {
      if (!key.contains(ordering.attribute())) {
        throw new ValidationException(
            "Attribute "
                + ordering.attribute()
                + " in ORDER BY clause must be part of the primary key");
      }
    }
    if (partitions == null) {
      throw new ValidationException(
          "Must have at least one non-optional hash key condition in WHERE clause when using ORDER"
              + " BY clause.");
    }
    if (partitions.size() > 1 && ordering(key.partitionKey()) == null) {
      throw new ValidationException(
          "Must have hash key in ORDER BY clause when more than one hash key condition specified in"
              + " WHERE clause.");
    }
  }

  private List<AttributeValue> ordered(Set<AttributeValue> partitions) {
    List<AttributeValue> ordered = new ArrayList<>(partitions);
    Ordering ordering = ordering(key.partitionKey());
    if (ordering != null) {
      partitions.forEach(partition -> keyCondition(partition, null));
      ordered.sort(ValueOrder::compare);
      return ordering.descending() ? ordered.reversed() : ordered;
    }
    return ordered;
  }

  /**
   * An order that does not name the sort key has it descending: what the service was seen to do.
   */
  private boolean isForward() {
    KeyAttribute sortKey = key.sortKey();
    Ordering ordering = sortKey == null ? null : ordering(sortKey);
    return ordering == null ? order.isEmpty() : !ordering.descending();
  }

  private @Nullable Ordering ordering(KeyAttribute attribute) {
    for (Ordering ordering : order) {
      if (ordering.attribute().equals(attribute.name())) {
        return ordering;
      }
    }
    return null;
  }
}
