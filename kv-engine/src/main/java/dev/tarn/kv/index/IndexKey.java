package dev.tarn.kv.index;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.CompositeKey;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.IndexKeySchema;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.partitioner.KeyHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The index key values of one item. Its entry lies under
 *
 * <pre>
 * offset  0        4                 20
 *         +--------+-----------------+----------------------+---------------+-----------------+
 *         | index  | index partition | index sort key, each | partition key | sort key of     |
 *         | number | key hash, 16    | value telling its    | hash of the   | the item        |
 *         |        | bytes           | end (CompositeKey)   | item, 16      |                 |
 *         +--------+-----------------+----------------------+---------------+-----------------+
 * </pre>
 *
 * <p>So the entries of one index key are ordered by the primary keys of their items. The hash is
 * made as a table's is: the entries of a local index lie in their items' partitions.
 *
 * @param partitionValues the HASH attributes' values
 * @param sortValues the RANGE attributes' values
 */
public record IndexKey(List<AttributeValue> partitionValues, List<AttributeValue> sortValues) {
  /** The key that an item has in an index, or null if it is not in the index. */
  public static @Nullable IndexKey of(IndexKeySchema schema, Item item) {
    List<AttributeValue> partition = values(schema.partitionKey(), item);
    List<AttributeValue> sort = values(schema.sortKey(), item);
    return partition == null || sort == null ? null : new IndexKey(partition, sort);
  }

  /** The key under which the item's entry is stored. */
  public StoreKey storeKey(int index, StoreKey item) {
    CompositeKey rest = new CompositeKey();
    sortValues.forEach(rest::add);
    rest.addRest(item.bytes(), StoreKey.HASH_OFFSET);
    return StoreKey.of(index, hash(partitionValues), rest.toBytes());
  }

  /** The hash of a partition key of one or more values. */
  static KeyHash hash(List<AttributeValue> values) {
    if (values.size() == 1) {
      return PrimaryKey.hash(values.getFirst());
    }
    CompositeKey tagged = new CompositeKey();
    for (AttributeValue value : values) {
      tagged.addByte((byte) value.type().name().charAt(0)).add(value);
    }
    return KeyHash.of(tagged.toBytes());
  }

  /** Whether a value can be an index key's: items with another are not in the index. */
  static boolean isKeyValue(KeyAttribute attribute, @Nullable AttributeValue value) {
    return value != null && value.type() == attribute.type() && !isEmpty(value);
  }

  /** Whether it is the empty string or the empty binary. */
  static boolean isEmpty(AttributeValue value) {
    return switch (value) {
      case S s -> s.value().isEmpty();
      case B b -> b.value().length() == 0;
      default -> false;
    };
  }

  private static @Nullable List<AttributeValue> values(List<KeyAttribute> attributes, Item item) {
    List<AttributeValue> values = new ArrayList<>(attributes.size());
    for (KeyAttribute attribute : attributes) {
      AttributeValue value = item.get(attribute.name());
      if (value == null || !isKeyValue(attribute, value)) {
        return null;
      }
      values.add(value);
    }
    return values;
  }
}
