package dev.tarn.kv.partiql;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one item that a WHERE clause is about, and what else it says of it.
 *
 * @param keyAttributes the item's key
 * @param storeKey the key it is stored under
 * @param conditions what the clause asks beside the key
 */
record PinnedItem(Item keyAttributes, StoreKey storeKey, List<Condition> conditions) {
  /**
   * Reads a clause.
   *
   * @return null if the clause does not give every key attribute one value
   * @throws ValidationException if a value cannot be a key's
   */
  static @Nullable PinnedItem of(TableDefinition table, @Nullable Condition where) {
    List<Condition> rest = new ArrayList<>(Conjuncts.of(where));
    KeySchema schema = table.keySchema();
    Map<String, AttributeValue> key = LinkedHashMap.newLinkedHashMap(2);
    take(schema.partitionKey(), rest, key);
    if (schema.sortKey() != null) {
      take(schema.sortKey(), rest, key);
    }
    if (key.size() < schema.size()) {
      return null;
    }
    Item keyAttributes = new Item(key);
    StoreKey storeKey = PrimaryKey.ofKey(schema, keyAttributes).storeKey(table.number());
    return new PinnedItem(keyAttributes, storeKey, List.copyOf(rest));
  }

  /** What must hold of an item that must be there. */
  Condition conditionIfPresent(KeySchema schema) {
    List<Condition> all = new ArrayList<>();
    all.add(new Condition.AttributeExists(DocumentPath.of(schema.partitionKey().name())));
    all.addAll(conditions);
    return all.size() == 1 ? all.getFirst() : new Condition.And(all);
  }

  /** What must hold of an item that need not be there; null if nothing. */
  @Nullable Condition conditionOrAbsent(KeySchema schema) {
    Condition rest = Conjuncts.join(conditions);
    DocumentPath partitionKey = DocumentPath.of(schema.partitionKey().name());
    return rest == null
        ? null
        : new Condition.Or(List.of(new Condition.AttributeNotExists(partitionKey), rest));
  }

  private static void take(
      KeyAttribute attribute, List<Condition> conjuncts, Map<String, AttributeValue> key) {
    for (int i = 0; i < conjuncts.size(); i++) {
      AttributeValue value = Conjuncts.equality(conjuncts.get(i), attribute.name());
      if (value != null) {
        key.put(attribute.name(), value);
        conjuncts.remove(i);
        return;
      }
    }
  }
}
