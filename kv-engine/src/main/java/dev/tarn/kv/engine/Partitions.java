package dev.tarn.kv.engine;

import dev.tarn.kv.index.ExpiryIndex;
import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.index.TableIndexes.EntryConsumer;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.store.Mutation;
import dev.tarn.kv.store.PartitionStore;
import dev.tarn.kv.store.StoreOptions;
import dev.tarn.kv.store.TableCounts;
import dev.tarn.partitioner.KeyHash;
import dev.tarn.partitioner.PartitionMap;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stores of all partitions, as one. */
final class Partitions implements AutoCloseable {
  /**
   * Every key of every table but those no table can have: the stores keep the last for themselves.
   */
  static final KeyRange EVERYTHING =
      new KeyRange(
          StoreKey.of(0, new KeyHash(0, 0), new byte[0]),
          StoreKey.of(-1, new KeyHash(0, 0), new byte[0]));

  private static final Logger LOG = System.getLogger(Partitions.class.getName());

  private final PartitionMap map;
  private final List<PartitionStore> stores;

  private Partitions(PartitionMap map, List<PartitionStore> stores) {
    this.map = map;
    this.stores = stores;
  }

  /** Opens every partition's store, in {@code partition-0000} and so on. */
  static Partitions open(Path directory, PartitionMap map, StoreOptions options)
      throws IOException {
    List<PartitionStore> stores = new ArrayList<>();
    try {
      for (int partition = 0; partition < map.partitions(); partition++) {
        String name = String.format(Locale.ROOT, "partition-%04d", partition);
        stores.add(PartitionStore.open(directory.resolve(name), options));
      }
    } catch (IOException | RuntimeException e) {
      stores.forEach(PartitionStore::close);
      throw e;
    }
    return new Partitions(map, List.copyOf(stores));
  }

  PartitionMap map() {
    return map;
  }

  List<PartitionStore> stores() {
    return stores;
  }

  @Nullable EncodedItem get(StoreKey key) {
    return EncodedItem.wrapNullable(stores.get(map.locate(key.hash())).get(key));
  }

  /** A cursor over the partitions that hold a part of the range. */
  ItemCursor cursor(KeyRange range, boolean forward) {
    int first = map.locate(range.lower().hash());
    int last = map.locate(range.upper().hash());
    // The upper bound may lie behind the last hash, at the start of the next table.
    if (range.upper().table() != range.lower().table()) {
      last = map.partitions() - 1;
    }
    List<PartitionStore> walked = stores.subList(first, last + 1);
    return new PartitionCursor(forward ? walked : walked.reversed(), range, forward);
  }

  private static Mutation mutation(
      StoreKey key,
      @Nullable EncodedItem before,
      @Nullable EncodedItem after,
      @Nullable StoreKey collection) {
    int countBefore = before == null ? 0 : 1;
    int countAfter = after == null ? 0 : 1;
    long sizeBefore = before == null ? 0 : before.size();
    long sizeAfter = after == null ? 0 : after.size();
    return new Mutation(
        key,
        after == null ? null : after.bytes(),
        countAfter - countBefore,
        sizeAfter - sizeBefore,
        collection);
  }

  /** What an item adds to the counts of its table. */
  static TableCounts countsOf(StoreKey key, byte[] value) {
    return new TableCounts(1, EncodedItem.wrap(value).size());
  }

  /**
   * Applies a commit's changes and what is derived from them; each partition passes over what it
   * holds already. A partition may hold a part of what comes later, too, if a crash has cut a flush
   * short: so nothing is taken to be as the change found it.
   *
   * @param catalog the tables at the end of the log: an index that is gone by then gets no entries
   */
  void replay(Commit commit, Catalog catalog) {
    long sequenceNumber = commit.firstSequenceNumber();
    for (Change change : commit.changes()) {
      long now = sequenceNumber;
      if (!change.isBackfill()) {
        StoreKey collection = catalog.collection(change.key(), change.key());
        replayEntry(now, change.key(), change.newImage(), collection);
      }
      derive(
          change,
          catalog,
          (key, entry) -> replayEntry(now, key, entry, catalog.collection(change.key(), key)));
      sequenceNumber++;
    }
    endOfCommit(commit.lastSequenceNumber());
  }

  private void replayEntry(
      long sequenceNumber,
      StoreKey key,
      @Nullable EncodedItem entry,
      @Nullable StoreKey collection) {
    if (isNew(sequenceNumber, key)) {
      applyEntry(sequenceNumber, key, entry, collection);
    }
  }

  /** Tells of every entry of the table's indexes that the change has to do with. */
  private void derive(Change change, Catalog catalog, EntryConsumer consumer) {
    TableIndexes indexes = catalog.indexes(change.key().table());
    if (indexes != null) {
      indexes.derive(change, consumer);
    }
    ExpiryIndex expiries = catalog.expiryIndex(change.key().table());
    if (expiries != null) {
      expiries.derive(change, map.range(change.partition()), consumer);
    }
  }

  /** Whether a key's partition does not hold on disk what has the sequence number. */
  boolean isNew(long sequenceNumber, StoreKey key) {
    return sequenceNumber > stores.get(map.locate(key.hash())).flushedSequenceNumber();
  }

  /**
   * Applies a commit's changes and what is derived from them.
   *
   * @param catalog the tables before the commit
   */
  void apply(Commit commit, Catalog catalog) {
    long sequenceNumber = commit.firstSequenceNumber();
    for (Change change : commit.changes()) {
      StoreKey item = change.key();
      if (!change.isBackfill()) {
        StoreKey collection = catalog.collection(item, item);
        stores
            .get(change.partition())
            .apply(
                sequenceNumber, mutation(item, change.oldImage(), change.newImage(), collection));
      }
      long now = sequenceNumber;
      derive(
          change,
          catalog,
          (key, entry) -> applyEntry(now, key, entry, catalog.collection(item, key)));
      sequenceNumber++;
    }
  }

  /**
   * Puts or deletes an entry, in the partition that owns its key. What is counted is the difference
   * to what is there, so an entry may be derived any number of times.
   */
  private void applyEntry(
      long sequenceNumber,
      StoreKey key,
      @Nullable EncodedItem entry,
      @Nullable StoreKey collection) {
    EncodedItem before = get(key);
    if (!Objects.equals(before, entry)) {
      PartitionStore store = stores.get(map.locate(key.hash()));
      store.apply(sequenceNumber, mutation(key, before, entry, collection));
    }
  }

  void endOfCommit(long sequenceNumber) {
    for (PartitionStore store : stores) {
      store.endOfCommit(sequenceNumber);
    }
  }

  /** The sequence number after which the log has to be replayed. */
  long lowestFlushed() {
    return stores.stream().mapToLong(PartitionStore::flushedSequenceNumber).min().orElse(0);
  }

  /** The highest sequence number that some store holds on disk. */
  long highestFlushed() {
    return stores.stream().mapToLong(PartitionStore::flushedSequenceNumber).max().orElse(0);
  }

  /** The sequence number after which some store may need the log to recover. */
  long recoverableFrom() {
    return stores.stream().mapToLong(PartitionStore::recoverableFrom).min().orElse(0);
  }

  /** The exact size of an item collection, in bytes. */
  long collectionSize(StoreKey collection) {
    return stores.get(map.locate(collection.hash())).collectionSize(collection);
  }

  /** A table's exact number of items and their size. */
  TableCounts counts(int table) {
    long items = 0;
    long bytes = 0;
    for (PartitionStore store : stores) {
      TableCounts counts = store.counts(table);
      items += counts.itemCount();
      bytes += counts.sizeBytes();
    }
    return new TableCounts(items, bytes);
  }

  /**
   * Hides a table or index that was deleted, and deletes some of its entries from the disk.
   *
   * @return whether all are deleted
   */
  boolean dropTable(int number) {
    boolean dropped = true;
    for (PartitionStore store : stores) {
      try {
        dropped &= store.dropTable(number);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "What was deleted is still on disk; trying again", e);
        dropped = false;
      }
    }
    return dropped;
  }

  @Override
  public void close() {
    stores.forEach(PartitionStore::close);
  }
}
