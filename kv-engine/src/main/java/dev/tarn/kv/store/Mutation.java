package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * One entry put or deleted.
 *
 * @param key the entry's key; its table's counts change by the deltas
 * @param value the new value, taken over and never changed again, or null to delete
 * @param countDelta what the table's item count gains
 * @param sizeDelta what the table's size gains, in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to the memtable, never compared or copied
public record Mutation(StoreKey key, byte @Nullable [] value, int countDelta, long sizeDelta) {}
