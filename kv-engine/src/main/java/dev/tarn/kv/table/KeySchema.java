package dev.tarn.kv.table;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that make a table's primary key.
 *
 * @param partitionKey the HASH attribute
 * @param sortKey the RANGE attribute, or null where an item's partition key alone is its key
 */
public record KeySchema(KeyAttribute partitionKey, @Nullable KeyAttribute sortKey) {
  /** How many attributes the key has: 1 or 2. */
  public int size() {
    return sortKey == null ? 1 : 2;
  }

  /** The names of the key's attributes. */
  public Set<String> names() {
    return sortKey == null
        ? Set.of(partitionKey.name())
        : ImmutableSet.of(partitionKey.name(), sortKey.name());
  }

  /** Whether the attribute is one of the key's. */
  public boolean contains(String attributeName) {
    return partitionKey.name().equals(attributeName)
        || (sortKey != null && sortKey.name().equals(attributeName));
  }
}
