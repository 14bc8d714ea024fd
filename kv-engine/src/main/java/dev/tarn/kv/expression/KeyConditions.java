package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.table.IndexKeySchema;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of key attributes, before it is known which key they make.
 *
 * @param byAttribute one condition per attribute
 */
public record KeyConditions(Map<String, SortKeyCondition> byAttribute) {
  /**
   * The conditions as one on a key.
   *
   * @throws ValidationException if they do not fit the key: every attribute must be one of the
   *     key's, the partition key must be there and be given one value, and the types must be right
   */
  public KeyCondition on(KeySchema key) {
    AttributeValue partitionValue = partitionValue(key.partitionKey());
    KeyAttribute sortKey = key.sortKey();
    SortKeyCondition range = sortKey == null ? null : byAttribute.get(sortKey.name());
    requireNoOther(range == null ? 1 : 2, range == null ? sortKey : null);
    if (sortKey == null || range == null) {
      return new KeyCondition(partitionValue, SortKeyCondition.None.INSTANCE);
    }
    requireValid(sortKey, range);
    return new KeyCondition(partitionValue, range);
  }

  /**
   * The conditions as one on an index's key.
   *
   * @throws ValidationException if they do not fit the key: every HASH attribute must be given one
   *     value, and so must the RANGE attributes from the first on, of which the last can be given a
   *     range
   */
  public IndexKeyCondition on(IndexKeySchema key) {
    List<AttributeValue> partition = new ArrayList<>();
    key.partitionKey().forEach(attribute -> partition.add(partitionValue(attribute)));
    List<AttributeValue> prefix = new ArrayList<>();
    for (KeyAttribute attribute : key.sortKey()) {
      int before = partition.size() + prefix.size();
      SortKeyCondition condition = byAttribute.get(attribute.name());
      if (condition == null) {
        requireNoOther(before, attribute);
        return new IndexKeyCondition(partition, prefix, SortKeyCondition.None.INSTANCE);
      }
      requireValid(attribute, condition);
      if (condition instanceof SortKeyCondition.Equal(AttributeValue value)) {
        prefix.add(value);
      } else {
        requireNoOther(before + 1, null);
        return new IndexKeyCondition(partition, prefix, condition);
      }
    }
    requireNoOther(partition.size() + prefix.size(), null);
    return new IndexKeyCondition(partition, prefix, SortKeyCondition.None.INSTANCE);
  }

  private AttributeValue partitionValue(KeyAttribute attribute) {
    SortKeyCondition condition = byAttribute.get(attribute.name());
    if (condition == null) {
      throw missed(attribute);
    }
    requireValid(attribute, condition);
    if (condition instanceof SortKeyCondition.Equal(AttributeValue value)) {
      return value;
    }
    throw notSupported();
  }

  /** Names the key attribute without a condition, if there is one, where another has one. */
  private void requireNoOther(int conditionsOnKey, @Nullable KeyAttribute without) {
    if (byAttribute.size() > conditionsOnKey) {
      throw without == null ? notSupported() : missed(without);
    }
  }

  private static void requireValid(KeyAttribute attribute, SortKeyCondition condition) {
    if (condition instanceof SortKeyCondition.NotIndexable) {
      throw new ValidationException(
          "Attempted conditional constraint is not an indexable operation");
    }
    for (AttributeValue operand : condition.operands()) {
      if (operand.type() != attribute.type()) {
        throw ValidationException.invalidParameter(
            "Condition parameter type does not match schema type");
      }
      requireNotEmpty(attribute, operand);
    }
  }

  private static void requireNotEmpty(KeyAttribute attribute, AttributeValue value) {
    boolean emptyString = value instanceof AttributeValue.S(String text) && text.isEmpty();
    boolean emptyBinary = value instanceof AttributeValue.B b && b.value().length() == 0;
    if (emptyString || emptyBinary) {
      throw new ValidationException(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty "
              + (emptyString ? "string" : "binary")
              + " value. Key: "
              + attribute.name());
    }
  }

  private static ValidationException missed(KeyAttribute attribute) {
    return new ValidationException(
        "Query condition missed key schema element: " + attribute.name());
  }

  private static ValidationException notSupported() {
    return new ValidationException("Query key condition not supported");
  }
}
