package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;

/**
 * Walks a range of a store's entries in key order, or backwards. It stands before the first entry
 * when opened.
 *
 * <p>It pins the pages it may read, and the file grows by what is written meanwhile: close it
 * within milliseconds. Used by one thread at a time.
 */
public interface StoreCursor extends AutoCloseable {
  /** Moves to the next entry; false if there is none. */
  boolean next();

  /** The key of the entry the cursor stands on. */
  StoreKey key();

  /** The value of the entry the cursor stands on, to be read only. */
  byte[] value();

  @Override
  void close();
}
