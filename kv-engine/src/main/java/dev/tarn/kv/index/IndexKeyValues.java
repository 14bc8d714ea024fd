package dev.tarn.kv.index;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.item.ItemSize;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.TableDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Refuses items whose attributes no index key can have. An item need not have an index's key
 * attributes; those it has must be right. Where several indexes refuse it, the first by name is
 * told of.
 */
public final class IndexKeyValues {
  private static final String OF_ITEM =
      "A value specified for a secondary index key is not supported.";
  private static final String OF_UPDATE =
      "The update expression attempted to update a secondary index key to a value that is not"
          + " supported.";

  private IndexKeyValues() {}

  /**
   * Checks a whole item to be put.
   *
   * @throws ValidationException if an index key's attribute has the wrong type, is empty or too
   *     long
   */
  public static void requireValid(TableDefinition table, Item item) {
    if (!table.indexes().isEmpty()) {
      requireValid(table, item, OF_ITEM, name -> true);
    }
  }

  /**
   * Checks an item that an update has changed: what was there before an index need not fit it, as
   * long as it stays.
   *
   * @throws ValidationException as {@link #requireValid(TableDefinition, Item)}
   */
  public static void requireValid(TableDefinition table, Item before, Item after) {
    if (!table.indexes().isEmpty()) {
      requireValid(
          table, after, OF_UPDATE, name -> !Objects.equals(before.get(name), after.get(name)));
    }
  }

  private static void requireValid(
      TableDefinition table, Item item, String source, Predicate<String> checked) {
    List<IndexDefinition> indexes =
        table.indexes().stream()
            .filter(IndexDefinition::takesWrites)
            .sorted(Comparator.comparing(IndexDefinition::name))
            .toList();
    for (IndexDefinition index : indexes) {
      for (KeyAttribute attribute : index.keySchema().attributes()) {
        AttributeValue value = item.get(attribute.name());
        if (value != null && IndexKey.isEmpty(value) && checked.test(attribute.name())) {
          throw empty(index, attribute, value, source);
        }
      }
    }
    for (IndexDefinition index : indexes) {
      for (KeyAttribute attribute : index.keySchema().attributes()) {
        AttributeValue value = item.get(attribute.name());
        if (value != null && value.type() != attribute.type() && checked.test(attribute.name())) {
          throw mismatch(index, attribute, value);
        }
      }
      requireNotTooLong(index, item);
    }
  }

  private static void requireNotTooLong(IndexDefinition index, Item item) {
    if (bytes(index.keySchema().partitionKey(), item) > PrimaryKey.MAX_PARTITION_KEY_BYTES) {
      throw ValidationException.invalidParameter(
          "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }
    if (bytes(index.keySchema().sortKey(), item) > PrimaryKey.MAX_SORT_KEY_BYTES) {
      throw ValidationException.invalidParameter(
          "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }
  }

  private static int bytes(List<KeyAttribute> attributes, Item item) {
    int bytes = 0;
    for (KeyAttribute attribute : attributes) {
      AttributeValue value = item.get(attribute.name());
      bytes += IndexKey.isKeyValue(attribute, value) ? sizeOf(value) : 0;
    }
    return bytes;
  }

  private static int sizeOf(@Nullable AttributeValue value) {
    return value == null ? 0 : ItemSize.of(value);
  }

  private static ValidationException empty(
      IndexDefinition index, KeyAttribute attribute, AttributeValue value, String source) {
    return new ValidationException(
        "One or more parameter values are not valid. %s The AttributeValue for a key attribute cannot contain an empty %s value. IndexName: %s, IndexKey: %s"
            .formatted(
                source, value instanceof S ? "string" : "binary", index.name(), attribute.name()));
  }

  private static ValidationException mismatch(
      IndexDefinition index, KeyAttribute attribute, AttributeValue value) {
    return ValidationException.invalidParameter(
        "Type mismatch for Index Key %s Expected: %s Actual: %s IndexName: %s"
            .formatted(attribute.name(), attribute.type(), value.type(), index.name()));
  }
}
