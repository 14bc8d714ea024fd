package dev.tarn.kv.engine;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items as they will be once the batches under way are applied: what the sequencer sees and readers
 * do not yet. Used by the sequencer's thread alone.
 */
final class PendingWrites {
  private final Map<StoreKey, Pending> byKey = new HashMap<>();
  private final Map<StoreKey, PendingSize> collectionSizes = new HashMap<>();
  private final Deque<Batch> batches = new ArrayDeque<>();

  /** An item after a change, or its absence. */
  record Pending(long sequenceNumber, @Nullable EncodedItem item) {}

  /** The item's latest state that is under way, or null if no batch under way changes it. */
  @Nullable Pending get(StoreKey key) {
    return byKey.get(key);
  }

  void put(Change change, long sequenceNumber) {
    byKey.put(change.key(), new Pending(sequenceNumber, change.newImage()));
  }

  /** The size of an item collection after a change. */
  private record PendingSize(long sequenceNumber, long bytes) {}

  /** An item collection's latest size under way, or null if no batch under way changes it. */
  @Nullable Long collectionSize(StoreKey collection) {
    PendingSize pending = collectionSizes.get(collection);
    return pending == null ? null : pending.bytes();
  }

  void putCollectionSize(StoreKey collection, long bytes, long sequenceNumber) {
    collectionSizes.put(collection, new PendingSize(sequenceNumber, bytes));
  }

  /** Remembers a batch, to forget its changes once it is applied. */
  void willApply(Batch batch) {
    batches.add(batch);
  }

  /** Forgets what readers see by now. */
  void forgetApplied() {
    while (!batches.isEmpty() && batches.peek().applied()) {
      batches.remove().commits().forEach(this::forget);
    }
  }

  private void forget(Commit commit) {
    long sequenceNumber = commit.firstSequenceNumber();
    for (Change change : commit.changes()) {
      Pending pending = byKey.get(change.key());
      if (pending != null && pending.sequenceNumber() == sequenceNumber) {
        byKey.remove(change.key());
      }
      forgetCollectionSize(change.key(), sequenceNumber);
      sequenceNumber++;
    }
  }

  private void forgetCollectionSize(StoreKey item, long sequenceNumber) {
    if (collectionSizes.isEmpty()) {
      return;
    }
    StoreKey collection = item.collection();
    PendingSize pending = collectionSizes.get(collection);
    if (pending != null && pending.sequenceNumber() == sequenceNumber) {
      collectionSizes.remove(collection);
    }
  }
}
