package dev.tarn.kv.item;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An item, or a part of one: attributes by name.
 *
 * @param attributes taken over by the item; must not change any more
 */
public record Item(Map<String, AttributeValue> attributes) {
  /** The largest size of an item in bytes, by {@link ItemSize}. */
  public static final int MAX_SIZE_BYTES = 400 * 1024;

  /** The item without attributes, which a condition sees where no item is. */
  public static final Item EMPTY = new Item(Map.of());

  /** The attribute's value, or null where the item does not have it. */
  public @Nullable AttributeValue get(String name) {
    return attributes.get(name);
  }

  /** The part of the item that has these attributes. */
  public Item retaining(Set<String> names) {
    Map<String, AttributeValue> retained = new LinkedHashMap<>(attributes);
    retained.keySet().retainAll(names);
    return new Item(retained);
  }

  /** Whether the item has no attribute. */
  public boolean isEmpty() {
    return attributes.isEmpty();
  }
}
