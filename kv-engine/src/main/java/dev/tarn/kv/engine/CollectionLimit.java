package dev.tarn.kv.engine;

import dev.tarn.kv.error.DynamoDbException.ItemCollectionSizeLimitExceededException;
import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds item collections to the limit on their size: each is the items of one partition key of a
 * table with local indexes, and their entries in those. Used by the sequencer's thread alone.
 */
final class CollectionLimit {
  private final LogHead head;
  private final long maxBytes;

  /** What the commit that is being made has made of collections. */
  private final Map<StoreKey, Long> sizes = new HashMap<>();

  /**
   * A limit.
   *
   * @param maxBytes no collection grows beyond this
   */
  CollectionLimit(LogHead head, long maxBytes) {
    this.head = head;
    this.maxBytes = maxBytes;
  }

  /** Begins another commit. */
  void startCommit() {
    sizes.clear();
  }

  /**
   * Takes the change of an item into the commit, or the item as it stays.
   *
   * @return the size of the item's collection then, in bytes; 0 if it is not limited
   * @throws ItemCollectionSizeLimitExceededException if the collection would grow beyond the limit
   */
  long admit(StoreKey key, @Nullable EncodedItem before, @Nullable EncodedItem after) {
    TableIndexes indexes = head.catalog().indexes(key.table());
    if (indexes == null || !indexes.limitsCollections()) {
      return 0;
    }
    StoreKey collection = key.collection();
    Long changed = sizes.get(collection);
    long growth = indexes.collectionGrowth(key, before, after);
    long size = (changed == null ? head.collectionSize(collection) : changed) + growth;
    if (growth > 0 && size > maxBytes) {
      throw new ItemCollectionSizeLimitExceededException();
    }
    sizes.put(collection, size);
    return size;
  }
}
