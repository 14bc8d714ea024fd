package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexKeySchema;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The types of the attributes that keys are made of.
 *
 * @param types by the attribute's name
 */
record AttributeDefinitions(Map<String, AttributeType> types) {
  /**
   * Those of a request; none if it has none.
   *
   * @throws ValidationException if an attribute is defined twice
   */
  static AttributeDefinitions of(Structure input) {
    List<Structure> definitions = input.structures("AttributeDefinitions");
    Map<String, AttributeType> types = new LinkedHashMap<>();
    for (Structure definition : definitions == null ? List.<Structure>of() : definitions) {
      String name = definition.requiredString("AttributeName");
      AttributeType type = AttributeType.valueOf(definition.requiredString("AttributeType"));
      if (types.put(name, type) != null) {
        throw ValidationException.invalidParameter(
            "Duplicate AttributeName in AttributeDefinitions: " + name);
      }
    }
    return new AttributeDefinitions(types);
  }

  /** Those of the keys of a table and its indexes. */
  static AttributeDefinitions of(TableDefinition table) {
    Map<String, AttributeType> types = new LinkedHashMap<>();
    add(table.keySchema().partitionKey(), types);
    if (table.keySchema().sortKey() != null) {
      add(table.keySchema().sortKey(), types);
    }
    for (IndexDefinition index : table.indexes()) {
      index.keySchema().attributes().forEach(attribute -> add(attribute, types));
    }
    return new AttributeDefinitions(types);
  }

  /**
   * A key of one or two attributes: a table's, or a local index's.
   *
   * @throws ValidationException if the elements make none
   */
  KeySchema keySchema(List<Structure> elements) {
    requireDefined(elements);
    requireHashFirst(elements);
    if (elements.size() == 1) {
      return new KeySchema(attribute(elements.getFirst()), null);
    }
    if (elements.size() > 2) {
      throw new ValidationException(
          "Key Schema too big.  Key Schema must at most consist of the hash and range key of a"
              + " table");
    }
    if (isHash(elements.get(1))) {
      throw new ValidationException(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
    requireDistinct(elements);
    return new KeySchema(attribute(elements.getFirst()), attribute(elements.get(1)));
  }

  /**
   * A global index's key.
   *
   * @throws ValidationException if the elements make none
   */
  IndexKeySchema indexKeySchema(List<Structure> elements) {
    requireDefined(elements);
    requireHashFirst(elements);
    List<KeyAttribute> partitionKey = new ArrayList<>();
    List<KeyAttribute> sortKey = new ArrayList<>();
    for (Structure element : elements) {
      if (!isHash(element)) {
        sortKey.add(attribute(element));
      } else if (sortKey.isEmpty()) {
        partitionKey.add(attribute(element));
      } else {
        throw new ValidationException(
            "Invalid KeySchema: All HASH key attributes must precede RANGE key attributes in the"
                + " KeySchema");
      }
    }
    requireNotTooMany(partitionKey, "HASH");
    requireNotTooMany(sortKey, "RANGE");
    requireDistinct(elements);
    return new IndexKeySchema(partitionKey, sortKey);
  }

  /**
   * Refuses definitions that no key uses.
   *
   * @throws ValidationException if there are any
   */
  void requireAllUsed(KeySchema table, List<IndexSpecification> indexes) {
    Set<String> used = new LinkedHashSet<>(table.names());
    indexes.forEach(index -> used.addAll(index.keySchema().names()));
    if (used.containsAll(types.keySet())) {
      return;
    }
    throw ValidationException.invalidParameter(
        indexes.isEmpty()
            ? "Number of attributes in KeySchema does not exactly match number of attributes"
                + " defined in AttributeDefinitions"
            : "Some AttributeDefinitions are not used. AttributeDefinitions: %s, keys used: %s"
                .formatted(types.keySet(), used));
  }

  private static void add(KeyAttribute attribute, Map<String, AttributeType> types) {
    types.put(attribute.name(), attribute.type());
  }

  private void requireDefined(List<Structure> elements) {
    List<String> names = elements.stream().map(AttributeDefinitions::name).toList();
    if (!types.keySet().containsAll(names)) {
      throw ValidationException.invalidParameter(
          "Some index key attributes are not defined in AttributeDefinitions. Keys: %s, AttributeDefinitions: %s"
              .formatted(names, types.keySet()));
    }
  }

  private static void requireHashFirst(List<Structure> elements) {
    if (!isHash(elements.getFirst())) {
      throw new ValidationException(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
  }

  private static void requireNotTooMany(List<KeyAttribute> attributes, String keyType) {
    if (attributes.size() > IndexKeySchema.MAX_ATTRIBUTES) {
      throw new ValidationException(
          "Invalid KeySchema: The KeySchema exceeds the maximum allowed number of %s key attributes"
              .formatted(keyType));
    }
  }

  private static void requireDistinct(List<Structure> elements) {
    long names = elements.stream().map(AttributeDefinitions::name).distinct().count();
    if (names < elements.size()) {
      throw new ValidationException(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
  }

  private static boolean isHash(Structure element) {
    return "HASH".equals(element.requiredString("KeyType"));
  }

  private static String name(Structure element) {
    return element.requiredString("AttributeName");
  }

  private KeyAttribute attribute(Structure element) {
    AttributeType type = types.get(name(element));
    if (type == null) {
      throw new IllegalStateException("checked before: " + name(element) + " is defined");
    }
    return new KeyAttribute(name(element), type);
  }
}
