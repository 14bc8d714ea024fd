package dev.tarn.kv.engine;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.item.EncodedItem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link ItemWrite}.
 *
 * @param oldItem the item before, or null
 * @param newItem the item after, or null
 * @param collectionBytes the size of the item's collection after; 0 in a table without local
 *     indexes
 * @param error why nothing was written, or null
 * @param repeated whether it was written earlier, by the same request with the same token
 */
public record WriteResult(
    @Nullable EncodedItem oldItem,
    @Nullable EncodedItem newItem,
    long collectionBytes,
    @Nullable DynamoDbException error,
    boolean repeated) {
  /** Whether there is a change to commit. */
  boolean changed() {
    return error == null && !Objects.equals(oldItem, newItem);
  }

  static WriteResult written(
      @Nullable EncodedItem oldItem, @Nullable EncodedItem newItem, long collectionBytes) {
    return new WriteResult(oldItem, newItem, collectionBytes, null, false);
  }

  static WriteResult refused(DynamoDbException error) {
    return new WriteResult(null, null, 0, error, false);
  }

  static WriteResult repeated(@Nullable EncodedItem item, long collectionBytes) {
    return new WriteResult(item, item, collectionBytes, null, true);
  }
}
