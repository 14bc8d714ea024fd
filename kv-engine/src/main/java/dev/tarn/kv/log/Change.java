package dev.tarn.kv.log;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * What a commit does to one item: an insert without an old image, a removal without a new one, else
 * a modification. Never both without; both the same only in a {@linkplain #backfill backfill}.
 *
 * @param partition the partition that owns the key
 * @param key the item's key; holds the table's number
 * @param oldImage the item before, or null
 * @param newImage the item after, or null
 * @param isExpiry whether it removes an item because its time to live was over
 */
public record Change(
    int partition,
    StoreKey key,
    @Nullable EncodedItem oldImage,
    @Nullable EncodedItem newImage,
    boolean isExpiry) {
  /** A change that a client made. */
  public Change(
      int partition, StoreKey key, @Nullable EncodedItem oldImage, @Nullable EncodedItem newImage) {
    this(partition, key, oldImage, newImage, false);
  }

  /** The removal of an item whose time to live was over. */
  public static Change expiry(int partition, StoreKey key, EncodedItem item) {
    return new Change(partition, key, item, null, true);
  }

  /**
   * An item that stays as it is, for what is derived from it to be derived again: so a new index
   * gets its entry. No stream shows it.
   */
  public static Change backfill(int partition, StoreKey key, EncodedItem item) {
    return new Change(partition, key, item, item);
  }

  /** Whether the item stays as it is. */
  @SuppressWarnings("ReferenceEquality") // a write that leaves equal bytes makes no change
  public boolean isBackfill() {
    return oldImage == newImage;
  }
}
