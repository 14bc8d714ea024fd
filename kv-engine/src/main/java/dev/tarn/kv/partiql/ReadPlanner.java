package dev.tarn.kv.partiql;

import com.google.common.collect.Sets;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.KeyConditions;
import dev.tarn.kv.expression.SortKeyCondition;
import dev.tarn.kv.expression.ValueOrder;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.table.KeyAttribute;
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

  private final AccessPath path;
  private final @Nullable Condition where;
  private final ReadOrder order;

  private ReadPlanner(AccessPath path, @Nullable Condition where, ReadOrder order) {
    this.path = path;
    this.where = where;
    this.order = order;
  }

  /**
   * What is read.
   *
   * @param steps one after the other
   * @param forward whether ranges are read in ascending order
   * @param filter what must hold beside, or null
   * @param isScan whether the statement leaves the partition key open
   */
  record Plan(List<ReadStep> steps, boolean forward, @Nullable Condition filter, boolean isScan) {}

  /**
   * How to read the items that satisfy a condition.
   *
   * @throws ValidationException if the order is not one that the service offers, or a key value is
   *     not valid
   */
  static Plan plan(AccessPath path, @Nullable Condition where, ReadOrder order) {
    return new ReadPlanner(path, where, order).plan();
  }

  private Plan plan() {
    List<List<AttributeValue>> partitions = partitions();
    order.requireOffered(path, where, partitions == null ? -1 : partitions.size());
    if (partitions == null) {
      KeyRange all = KeyRange.ofHashes(path.number(), ScanSegment.WHOLE.range());
      return new Plan(List.of(new ReadStep.Range(all)), true, where, true);
    }
    List<Condition> filters = new ArrayList<>(Conjuncts.of(where));
    SortConditions sort = SortConditions.take(path.sortKey(), filters);
    filters.removeIf(this::isSaidByPartitions);
    List<ReadStep> steps = new ArrayList<>(partitions.size());
    for (List<AttributeValue> partition : partitions) {
      steps.add(step(partition, sort));
    }
    return new Plan(steps, order.isForward(path), Conjuncts.join(filters), false);
  }

  /** The values of the partition key's attributes, in the order to be read; null if left open. */
  private @Nullable List<List<AttributeValue>> partitions() {
    if (where == null) {
      return null;
    }
    List<Set<AttributeValue>> values = new ArrayList<>();
    long count = 1;
    for (KeyAttribute attribute : path.partitionKey()) {
      Set<AttributeValue> ofAttribute = KeyValues.of(where, attribute.name());
      if (ofAttribute == null) {
        return null;
      }
      values.add(ofAttribute);
      count *= ofAttribute.size();
    }
    if (count > MAX_PARTITION_KEYS) {
      throw ConditionBinder.tooManyCandidates((int) count);
    }
    return ordered(new ArrayList<>(Sets.cartesianProduct(values)));
  }

  private List<List<AttributeValue>> ordered(List<List<AttributeValue>> partitions) {
    if (order.ordersPartitions(path)) {
      // Values of other types have no order; the key refuses them.
      partitions.forEach(partition -> path.range(new KeyConditions(conditions(partition))));
      partitions.sort(ReadPlanner::compare);
    }
    return order.partitionsDescend(path) ? partitions.reversed() : partitions;
  }

  private static int compare(List<AttributeValue> left, List<AttributeValue> right) {
    for (int i = 0; i < left.size(); i++) {
      int byValue = ValueOrder.compare(left.get(i), right.get(i));
      if (byValue != 0) {
        return byValue;
      }
    }
    return 0;
  }

  private boolean isSaidByPartitions(Condition condition) {
    return !(condition instanceof Condition.Or)
        && path.partitionKey().stream()
            .anyMatch(attribute -> KeyValues.of(condition, attribute.name()) != null);
  }

  private ReadStep step(List<AttributeValue> partition, SortConditions sort) {
    Map<String, SortKeyCondition> conditions = conditions(partition);
    conditions.putAll(sort.equal());
    KeyRange keys = path.range(new KeyConditions(conditions));
    for (SortKeyCondition range : sort.ranges()) {
      Map<String, SortKeyCondition> more = new LinkedHashMap<>(conditions);
      more.put(String.valueOf(sort.attribute()), range);
      KeyRange part = path.range(new KeyConditions(more));
      keys = keys.from(part.lower()).before(part.upper());
    }
    return path.isUnique() && sort.isWhole()
        ? new ReadStep.Get(keys.lower())
        : new ReadStep.Range(keys);
  }

  private Map<String, SortKeyCondition> conditions(List<AttributeValue> partition) {
    Map<String, SortKeyCondition> conditions = new LinkedHashMap<>();
    for (int i = 0; i < partition.size(); i++) {
      conditions.put(
          path.partitionKey().get(i).name(), new SortKeyCondition.Equal(partition.get(i)));
    }
    return conditions;
  }
}
