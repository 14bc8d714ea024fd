package dev.tarn.kv.engine;

import dev.tarn.kv.engine.Catalog.DeletedTable;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.log.CommitLog;
import dev.tarn.kv.store.PartitionStore;
import dev.tarn.kv.store.TableCounts;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole data directory that no server holds: that the log, the items and what is derived
 * from them agree.
 *
 * <ul>
 *   <li>The log is one chain: sequence numbers without a gap, time that never goes back, and each
 *       change's old image is what the change before left.
 *   <li>Every item is what the log's last change of it says.
 *   <li>Every item lies under the key that its attributes make, in the partition that owns the key,
 *       in a table that exists; and the counts are those of the items found.
 *   <li>Every index has the entries that the items make, and no others.
 *   <li>Every item collection of a table with local indexes has the size that is counted for it.
 *   <li>Every store is whole: see {@link PartitionStore#check}.
 * </ul>
 *
 * <p>Needs memory for the keys that the log holds of one partition: it walks the log once for each.
 */
public final class ConsistencyCheck {
  /** More problems than this are counted, not described. */
  private static final int MAX_DESCRIBED = 100;

  private final Partitions partitions;
  private final CommitLog log;
  private final Consumer<String> progress;
  private final List<String> problems = new ArrayList<>();
  private long problemCount;
  private long itemCount;
  private long commitCount;

  private ConsistencyCheck(Partitions partitions, CommitLog log, Consumer<String> progress) {
    this.partitions = partitions;
    this.log = log;
    this.progress = progress;
  }

  /**
   * What was found.
   *
   * @param items how many items were looked at
   * @param commits how many commits of the log were looked at
   * @param problems a line for each problem; the first hundred
   * @param problemCount how many there are in all
   */
  public record Report(long items, long commits, List<String> problems, long problemCount) {
    /** Whether everything agrees. */
    public boolean clean() {
      return problemCount == 0;
    }
  }

  /**
   * Runs the check.
   *
   * @param options as for {@link Engine#open}
   * @param log the directory's log, just opened; the caller closes it
   * @param progress told in a line what is being looked at
   */
  public static Report run(EngineOptions options, CommitLog log, Consumer<String> progress)
      throws IOException {
    try (Partitions partitions =
        Partitions.open(options.directory(), options.partitions(), options.store())) {
      ConsistencyCheck check = new ConsistencyCheck(partitions, log, progress);
      check.run();
      return new Report(
          check.itemCount, check.commitCount, List.copyOf(check.problems), check.problemCount);
    }
  }

  private void run() throws IOException {
    checkStores();
    Catalog catalog = new Recovery(partitions, log).recover();
    checkChain();
    IndexCheck indexes = new IndexCheck(partitions, catalog, this::report);
    ExpiryCheck expiries = new ExpiryCheck(partitions, catalog, this::report);
    for (int partition = 0; partition < partitions.map().partitions(); partition++) {
      progress.accept("Checking the items of partition " + partition);
      Map<StoreKey, EncodedImage> lastImages = lastImages(partition);
      checkItems(partition, catalog, lastImages, indexes, expiries);
    }
  }

  /** The stores as they are on disk, before the log is replayed over them. */
  private void checkStores() throws IOException {
    for (int partition = 0; partition < partitions.map().partitions(); partition++) {
      progress.accept("Checking the store of partition " + partition);
      for (String problem : partitions.stores().get(partition).check(Partitions::countsOf)) {
        report("partition " + partition + ": " + problem);
      }
    }
  }

  private void checkChain() throws IOException {
    progress.accept("Checking the change log");
    Chain chain = new Chain();
    log.replay(0, chain::accept);
    commitCount = chain.commits;
  }

  /** Follows the commits one after the other. */
  private final class Chain {
    private long commits;
    private long nextSequenceNumber;
    private long timestampMs;

    void accept(Commit commit) {
      if (commits > 0 && commit.firstSequenceNumber() != nextSequenceNumber) {
        report(
            "the log goes from sequence number %d to %d"
                .formatted(nextSequenceNumber - 1, commit.firstSequenceNumber()));
      }
      if (commit.timestampMs() < timestampMs) {
        report("time goes back at sequence number " + commit.firstSequenceNumber());
      }
      commits++;
      nextSequenceNumber = commit.lastSequenceNumber() + 1;
      timestampMs = commit.timestampMs();
    }
  }

  /** What a change left of an item: its bytes' hash, or its absence. */
  private record EncodedImage(boolean present, int hash, int size) {
    static EncodedImage of(@Nullable EncodedItem item) {
      return item == null
          ? new EncodedImage(false, 0, 0)
          : new EncodedImage(true, item.hashCode(), item.bytes().length);
    }
  }

  /** What the log's changes leave of each item of a partition; checks that each follows another. */
  private Map<StoreKey, EncodedImage> lastImages(int partition) throws IOException {
    Map<StoreKey, EncodedImage> images = new HashMap<>();
    log.replay(0, commit -> follow(commit, partition, images));
    return images;
  }

  private void follow(Commit commit, int partition, Map<StoreKey, EncodedImage> images) {
    long sequenceNumber = commit.firstSequenceNumber();
    for (Change change : commit.changes()) {
      if (partitions.map().locate(change.key().hash()) != change.partition()) {
        report("change " + sequenceNumber + " is of a key that its partition does not own");
      }
      if (change.partition() == partition) {
        follow(change, sequenceNumber, images);
      }
      sequenceNumber++;
    }
  }

  private void follow(Change change, long sequenceNumber, Map<StoreKey, EncodedImage> images) {
    EncodedImage before = images.put(change.key(), EncodedImage.of(change.newImage()));
    if (before != null && !before.equals(EncodedImage.of(change.oldImage()))) {
      report(
          "change %d of key %s does not start from what the one before left"
              .formatted(sequenceNumber, change.key()));
    }
  }

  private void checkItems(
      int partition,
      Catalog catalog,
      Map<StoreKey, EncodedImage> lastImages,
      IndexCheck indexes,
      ExpiryCheck expiries) {
    Map<Integer, long[]> found = new HashMap<>();
    CollectionCheck collections = new CollectionCheck(catalog, this::report);
    Set<StoreKey> seen = new HashSet<>();
    PartitionStore store = partitions.stores().get(partition);
    try (ItemCursor cursor = new PartitionCursor(List.of(store), Partitions.EVERYTHING, true)) {
      while (cursor.next()) {
        StoreKey key = cursor.key();
        EncodedItem item = cursor.item();
        long[] counts = found.computeIfAbsent(key.table(), table -> new long[2]);
        counts[0]++;
        counts[1] += item.size();
        collections.count(key, item);
        if (expiries.isIndex(key.table())) {
          expiries.checkEntry(partition, key);
          continue;
        }
        if (indexes.isIndex(key.table())) {
          indexes.checkEntry(key, item);
          continue;
        }
        itemCount++;
        checkItem(partition, key, item, catalog);
        indexes.checkItem(key, item);
        expiries.checkItem(partition, key, item);
        EncodedImage logged = lastImages.get(key);
        if (logged != null) {
          seen.add(key);
          if (!logged.equals(EncodedImage.of(item))) {
            report("the item under " + key + " is not what the log says");
          }
        }
      }
    }
    checkMissing(lastImages, seen, catalog);
    checkCounts(partition, store, found, catalog);
    collections.checkSizes(store);
  }

  private void checkItem(int partition, StoreKey key, EncodedItem item, Catalog catalog) {
    if (partitions.map().locate(key.hash()) != partition) {
      report("the key " + key + " lies in partition " + partition + ", which does not own it");
    }
    if (key.table() <= SystemTable.LAST_NUMBER || isDeleted(key.table(), catalog)) {
      return;
    }
    TableDefinition table = catalog.table(key.table());
    if (table == null) {
      report("the key " + key + " is of no table");
      return;
    }
    Item attributes = item.decode();
    if (!PrimaryKey.ofItem(table.keySchema(), attributes).storeKey(key.table()).equals(key)) {
      report("the item under " + key + " has another key");
    }
  }

  private void checkMissing(
      Map<StoreKey, EncodedImage> lastImages, Set<StoreKey> seen, Catalog catalog) {
    lastImages.forEach(
        (key, image) -> {
          boolean expected = image.present() && !isDeleted(key.table(), catalog);
          if (expected && !seen.contains(key)) {
            report("the log says there is an item under " + key + ", and there is none");
          }
        });
  }

  private void checkCounts(
      int partition, PartitionStore store, Map<Integer, long[]> found, Catalog catalog) {
    for (TableDefinition table : catalog.tables().values()) {
      checkCounts(partition, store, found, table.number(), "table " + table.name());
      if (table.timeToLive() != null) {
        String name = "the expiry index of table " + table.name();
        checkCounts(partition, store, found, table.timeToLive().number(), name);
      }
      for (IndexDefinition index : table.indexes()) {
        if (index.takesWrites()) {
          String name = "index " + index.name() + " of table " + table.name();
          checkCounts(partition, store, found, index.number(), name);
        }
      }
    }
  }

  private void checkCounts(
      int partition, PartitionStore store, Map<Integer, long[]> found, int number, String name) {
    TableCounts counts = store.counts(number);
    long[] actual = found.getOrDefault(number, new long[2]);
    if (counts.itemCount() != actual[0] || counts.sizeBytes() != actual[1]) {
      report(
          "partition %d counts %d items of %d bytes in %s, and has %d of %d"
              .formatted(
                  partition, counts.itemCount(), counts.sizeBytes(), name, actual[0], actual[1]));
    }
  }

  private static boolean isDeleted(int table, Catalog catalog) {
    for (DeletedTable deleted : catalog.deletedTables()) {
      if (deleted.definition().number() == table) {
        return true;
      }
    }
    return false;
  }

  private void report(String problem) {
    problemCount++;
    if (problems.size() < MAX_DESCRIBED) {
      problems.add(problem);
    }
  }
}
