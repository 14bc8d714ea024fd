package dev.tarn.kv.engine;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;

/**
 * Walks items, or an index's entries, in key order or backwards. It stands before the first when
 * opened. Holds a read transaction: to be closed within milliseconds.
 */
interface ItemCursor extends AutoCloseable {
  /** Moves to the next item; false if there is none. */
  boolean next();

  /** The key of the item the cursor stands on. */
  StoreKey key();

  /** The item the cursor stands on. */
  EncodedItem item();

  @Override
  void close();

  /** What cursors are opened on. */
  @FunctionalInterface
  interface Source {
    /** A cursor over a range of keys, in ascending order if it goes forward. */
    ItemCursor cursor(KeyRange range, boolean forward);
  }
}
