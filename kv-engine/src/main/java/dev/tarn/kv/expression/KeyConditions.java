package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
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
    requireNoOther(range == null ? 1 : 2, sortKey);
    if (sortKey == null || range == null) {
      return new KeyCondition(partitionValue, SortKeyCondition.None.INSTANCE);
    }
    requireValid(sortKey, range);
    return new KeyCondition(partitionValue, range);
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

  private void requireNoOther(int conditionsOnKey, @Nullable KeyAttribute sortKey) {
    if (byAttribute.size() > conditionsOnKey) {
      throw sortKey == null || conditionsOnKey == 2 ? notSupported() : missed(sortKey);
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
