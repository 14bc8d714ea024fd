package dev.tarn.kv.engine;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.PartitionStore;
import dev.tarn.kv.store.StoreCursor;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks a range of keys over the partitions that hold a part of it. */
final class PartitionCursor implements ItemCursor {
  private final Iterator<PartitionStore> stores;
  private final KeyRange range;
  private final boolean forward;
  private @Nullable StoreCursor current;

  /**
   * A cursor before the first item.
   *
   * @param stores the partitions' stores, in the order of the walk
   */
  PartitionCursor(List<PartitionStore> stores, KeyRange range, boolean forward) {
    this.stores = stores.iterator();
    this.range = range;
    this.forward = forward;
  }

  @Override
  public boolean next() {
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

  @Override
  public StoreKey key() {
    return standing().key();
  }

  @Override
  public EncodedItem item() {
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
