package dev.tarn.kv.engine;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.PartitionStore;
import dev.tarn.kv.store.StoreCursor;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a range of keys over the partitions that hold a part of it, in key order. Holds a read
 * transaction: to be closed within milliseconds.
 */
final class ItemCursor implements AutoCloseable {
  private final Iterator<PartitionStore> stores;
  private final KeyRange range;
  private final boolean forward;
  private @Nullable StoreCursor current;

  /**
   * A cursor before the first item.
   *
   * @param stores the partitions' stores, in the order of the walk
   */
  ItemCursor(List<PartitionStore> stores, KeyRange range, boolean forward) {
    this.stores = stores.iterator();
    this.range = range;
    this.forward = forward;
  }

  /** Moves to the next item; false if there is none. */
  boolean next() {
    while (true) {
      if (current != null && current.next()) {
        return true;
      }
      close();
      if (!stores.hasNext()) {
        return false;
      }
      current = stores.next().cursor(range.lower(), range.upper(), forward);
    }
  }

  /** The key of the item the cursor stands on. */
  StoreKey key() {
    return standing().key();
  }

  /** The item the cursor stands on. */
  EncodedItem item() {
    return EncodedItem.wrap(standing().value());
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private StoreCursor standing() {
    if (current == null) {
      throw new IllegalStateException("the cursor stands on no item");
    }
    return current;
  }
}
