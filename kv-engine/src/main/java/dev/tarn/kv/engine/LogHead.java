package dev.tarn.kv.engine;

import dev.tarn.kv.engine.PendingWrites.Pending;
import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.log.CommitLog;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database as it is at the head of the log, durable or not: what the sequencer evaluates
 * against, and commits to. Used by the sequencer's thread alone.
 *
 * <p>Time and sequence numbers are stamped here and nowhere else.
 */
final class LogHead {
  private final PendingWrites pending = new PendingWrites();
  private final Partitions partitions;
  private final CommitLog log;
  private final InstantSource clock;
  private Catalog catalog;
  private Batch batch = new Batch();
  private long nextSequenceNumber;
  private long lastTimestampMs;

  LogHead(Partitions partitions, CommitLog log, Catalog catalog, InstantSource clock) {
    this.partitions = partitions;
    this.log = log;
    this.catalog = catalog;
    this.clock = clock;
    this.nextSequenceNumber = log.lastSequenceNumber() + 1;
    this.lastTimestampMs = log.lastTimestampMs();
  }

  /** Begins a batch, which the commits from here on belong to. */
  Batch startBatch() {
    pending.forgetApplied();
    batch = new Batch();
    pending.willApply(batch);
    return batch;
  }

  /** The tables. */
  Catalog catalog() {
    return catalog;
  }

  /** The item under a key, or null. */
  @Nullable EncodedItem current(StoreKey key) {
    Pending underWay = pending.get(key);
    return underWay != null ? underWay.item() : partitions.get(key);
  }

  /** The size of an item collection, in bytes; 0 if its size is not limited. */
  long collectionSize(StoreKey collection) {
    Long underWay = pending.collectionSize(collection);
    return underWay != null ? underWay : partitions.collectionSize(collection);
  }

  /** A walk over the keys of a range that readers see; {@link #current} tells of each more. */
  ItemCursor visible(KeyRange range) {
    return partitions.cursor(range, true);
  }

  /** The sequence number that the next change gets. */
  long nextSequenceNumber() {
    return nextSequenceNumber;
  }

  /** The clock's time in milliseconds since 1970, never before an earlier commit's. */
  long nowMs() {
    return Math.max(lastTimestampMs, clock.millis());
  }

  /** A change of what is under a key now. */
  Change change(StoreKey key, @Nullable EncodedItem oldImage, @Nullable EncodedItem newImage) {
    return new Change(partitions.map().locate(key.hash()), key, oldImage, newImage);
  }

  /** The removal of an item whose time to live is over. */
  Change expiry(StoreKey key, EncodedItem item) {
    return Change.expiry(partitions.map().locate(key.hash()), key, item);
  }

  /** An item as it is now, for what is derived from it to be derived again. */
  Change backfill(StoreKey key, EncodedItem item) {
    return Change.backfill(partitions.map().locate(key.hash()), key, item);
  }

  /** Makes a commit of the changes; of none if there are none. */
  void commit(List<Change> changes) {
    commit(changes, nowMs());
  }

  /** As {@link #commit(List)}, at a time that {@link #nowMs} gave. */
  void commit(List<Change> changes, long timestampMs) {
    if (changes.isEmpty()) {
      return;
    }
    Commit commit = new Commit(nextSequenceNumber, timestampMs, changes);
    log.append(commit);
    batch.add(commit);
    for (Change change : changes) {
      resizeCollection(change);
      pending.put(change, nextSequenceNumber++);
      catalog = SystemTable.apply(catalog, change);
    }
    lastTimestampMs = timestampMs;
  }

  private void resizeCollection(Change change) {
    TableIndexes indexes = catalog.indexes(change.key().table());
    if (indexes != null && indexes.limitsCollections()) {
      StoreKey collection = change.key().collection();
      long growth = indexes.collectionGrowth(change.key(), change.oldImage(), change.newImage());
      long bytes = collectionSize(collection) + growth;
      pending.putCollectionSize(collection, bytes, nextSequenceNumber);
    }
  }
}
