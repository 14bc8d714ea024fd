package dev.tarn.kv.log;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * What a commit does to one item: an insert without an old image, a removal without a new one, else
 * a modification. Never both without, never both the same.
 *
 * @param partition the partition that owns the key
 * @param key the item's key; holds the table's number
 * @param oldImage the item before, or null
 * @param newImage the item after, or null
 */
public record Change(
    int partition, StoreKey key, @Nullable EncodedItem oldImage, @Nullable EncodedItem newImage) {}
