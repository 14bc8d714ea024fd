package dev.tarn.kv.index;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;

/**
 * What an index holds of one item.
 *
 * @param key where it is stored; holds the index's number
 * @param item the attributes projected
 */
public record IndexEntry(StoreKey key, EncodedItem item) {}
