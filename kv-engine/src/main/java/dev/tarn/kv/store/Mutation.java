package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * One entry put or deleted. What it says of counts and sizes is the difference to what the store
 * holds under the key.
 *
 * @param key the entry's key; its table's counts change by the deltas
 * @param value the new value, taken over and never changed again, or null to delete
 * @param countDelta what the table's item count gains
 * @param sizeDelta what the table's size gains, in bytes
 * @param collection the item collection whose size gains the same, in the same partition, or null
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to the memtable, never compared or copied
public record Mutation(
    StoreKey key,
    byte @Nullable [] value,
    int countDelta,
    long sizeDelta,
    @Nullable StoreKey collection) {
  /** A mutation of an entry that belongs to no item collection. */
  public Mutation(StoreKey key, byte @Nullable [] value, int countDelta, long sizeDelta) {
    this(key, value, countDelta, sizeDelta, null);
  }
}
