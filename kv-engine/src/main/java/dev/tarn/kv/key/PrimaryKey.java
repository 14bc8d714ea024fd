package dev.tarn.kv.key;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.partitioner.KeyHash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key values of one item, checked against a table's schema.
 *
 * @param partitionValue the partition key's value
 * @param sortValue the sort key's value, or null where the schema has none
 */
public record PrimaryKey(AttributeValue partitionValue, @Nullable AttributeValue sortValue) {
  /** The longest partition key, in bytes. */
  public static final int MAX_PARTITION_KEY_BYTES = 2048;

  /** The longest sort key, in bytes. */
  public static final int MAX_SORT_KEY_BYTES = 1024;

  private static final byte[] NO_SORT_KEY = {};

  /**
   * The key of a whole item, as PutItem gives it.
   *
   * @throws ValidationException if a key attribute is missing, has another type than the schema
   *     says, is empty or too long
   */
  public static PrimaryKey ofItem(KeySchema schema, Item item) {
    AttributeValue partition = inItem(schema.partitionKey(), item);
    KeyAttribute sortKey = schema.sortKey();
    AttributeValue sort = sortKey == null ? null : inItem(sortKey, item);
    return checked(schema, partition, sort);
  }

  /**
   * The key that a request names, which has the key attributes and no others.
   *
   * @throws ValidationException if it does not match the schema, is empty or too long
   */
  public static PrimaryKey ofKey(KeySchema schema, Item key) {
    if (key.attributes().size() != schema.size()) {
      throw mismatch();
    }
    AttributeValue partition = inKey(schema.partitionKey(), key);
    KeyAttribute sortKey = schema.sortKey();
    AttributeValue sort = sortKey == null ? null : inKey(sortKey, key);
    return checked(schema, partition, sort);
  }

  /** The hash of a partition key's value. */
  public static KeyHash hash(AttributeValue partitionValue) {
    byte[] ordered = SortKeyEncoding.encode(partitionValue);
    byte[] tagged = new byte[ordered.length + 1];
    tagged[0] = (byte) partitionValue.type().name().charAt(0);
    System.arraycopy(ordered, 0, tagged, 1, ordered.length);
    return KeyHash.of(tagged);
  }

  /** The key under which a table's item is stored. */
  public StoreKey storeKey(int table) {
    byte[] sort = sortValue == null ? NO_SORT_KEY : SortKeyEncoding.encode(sortValue);
    return StoreKey.of(table, hash(partitionValue), sort);
  }

  /** The key as attributes. */
  public Item toItem(KeySchema schema) {
    Map<String, AttributeValue> attributes = LinkedHashMap.newLinkedHashMap(2);
    attributes.put(schema.partitionKey().name(), partitionValue);
    if (schema.sortKey() != null && sortValue != null) {
      attributes.put(schema.sortKey().name(), sortValue);
    }
    return new Item(attributes);
  }

  private static AttributeValue inItem(KeyAttribute attribute, Item item) {
    AttributeValue value = item.get(attribute.name());
    if (value == null) {
      throw ValidationException.invalidParameter(
          "Missing the key " + attribute.name() + " in the item");
    }
    if (value.type() != attribute.type()) {
      throw ValidationException.invalidParameter(
          "Type mismatch for key %s expected: %s actual: %s"
              .formatted(attribute.name(), attribute.type(), value.type()));
    }
    return value;
  }

  private static AttributeValue inKey(KeyAttribute attribute, Item key) {
    AttributeValue value = key.get(attribute.name());
    if (value == null || value.type() != attribute.type()) {
      throw mismatch();
    }
    return value;
  }

  private static PrimaryKey checked(
      KeySchema schema, AttributeValue partition, @Nullable AttributeValue sort) {
    requireNotEmpty(schema.partitionKey(), partition);
    if (length(partition) > MAX_PARTITION_KEY_BYTES) {
      // The service's own text has no space before the number.
      throw ValidationException.invalidParameter(
          "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }
    if (schema.sortKey() != null && sort != null) {
      requireNotEmpty(schema.sortKey(), sort);
      if (length(sort) > MAX_SORT_KEY_BYTES) {
        throw ValidationException.invalidParameter(
            "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
      }
    }
    return new PrimaryKey(partition, sort);
  }

  private static void requireNotEmpty(KeyAttribute attribute, AttributeValue value) {
    if (length(value) == 0) {
      throw new ValidationException(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty %s value. Key: %s"
                  .formatted(value instanceof S ? "string" : "binary", attribute.name()));
    }
  }

  /** The length that counts; a number is never empty nor too long. */
  private static int length(AttributeValue value) {
    return switch (value) {
      case S s -> s.value().isEmpty() ? 0 : dev.tarn.kv.item.ItemSize.utf8(s.value());
      case B b -> b.value().length();
      default -> 1;
    };
  }

  private static ValidationException mismatch() {
    return new ValidationException("The provided key element does not match the schema");
  }
}
