package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;

/** One of the ordered sequences that a merged cursor reads. */
interface EntrySource {
  /** Moves to the next entry; false if there is none, and then it is not asked again. */
  boolean advance();

  StoreKey key();

  /** Whether the entry only hides what older sources hold. */
  boolean isTombstone();

  byte[] value();
}
