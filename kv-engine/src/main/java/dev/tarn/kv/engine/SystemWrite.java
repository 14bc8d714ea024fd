package dev.tarn.kv.engine;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * A write of an item of a {@link SystemTable}.
 *
 * @param key the item's key
 * @param item the whole new item, or null to remove it
 */
public record SystemWrite(StoreKey key, @Nullable EncodedItem item) {
  /** Rejects keys of clients' tables. */
  public SystemWrite {
    if (Integer.compareUnsigned(key.table(), SystemTable.LAST_NUMBER) > 0) {
      throw new IllegalArgumentException("the key " + key + " is of no system table");
    }
  }
}
