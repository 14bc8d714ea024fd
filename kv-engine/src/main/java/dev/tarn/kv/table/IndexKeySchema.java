package dev.tarn.kv.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The attributes that make an index's key. Unlike a table's, a global index's partition key and
 * sort key can be made of up to four attributes each.
 *
 * @param partitionKey the HASH attributes, one or more
 * @param sortKey the RANGE attributes in their order, none where the index has no sort key
 */
public record IndexKeySchema(List<KeyAttribute> partitionKey, List<KeyAttribute> sortKey) {
  /** The most HASH attributes, and the most RANGE attributes. */
  public static final int MAX_ATTRIBUTES = 4;

  /** Keeps its own copies. */
  public IndexKeySchema {
    partitionKey = List.copyOf(partitionKey);
    sortKey = List.copyOf(sortKey);
    if (partitionKey.isEmpty()) {
      throw new IllegalArgumentException("an index has a partition key");
    }
  }

  /** All of the key's attributes, those of the partition key first. */
  public List<KeyAttribute> attributes() {
    List<KeyAttribute> attributes = new ArrayList<>(partitionKey);
    attributes.addAll(sortKey);
    return attributes;
  }

  /** The names of the key's attributes. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    attributes().forEach(attribute -> names.add(attribute.name()));
    return names;
  }

  /** Whether the attribute is one of the key's. */
  public boolean contains(String attributeName) {
    return contains(partitionKey, attributeName) || contains(sortKey, attributeName);
  }

  private static boolean contains(List<KeyAttribute> attributes, String name) {
    return attributes.stream().anyMatch(attribute -> attribute.name().equals(name));
  }
}
