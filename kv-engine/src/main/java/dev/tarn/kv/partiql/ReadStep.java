package dev.tarn.kv.partiql;

import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;

/** One of the reads that a SELECT consists of. */
public sealed interface ReadStep {
  /** Reads one item by its whole key. */
  record Get(StoreKey key) implements ReadStep {}

  /** Reads the items in a range of keys. */
  record Range(KeyRange keys) implements ReadStep {}
}
