package dev.tarn.http.operation;

import dev.tarn.kv.key.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a SELECT begins.
 *
 * @param step which of the statement's reads, from 0
 * @param last the last key that was looked at in it, or null if none was
 */
record ReadPosition(int step, @Nullable StoreKey last) {
  static final ReadPosition START = new ReadPosition(0, null);
}
