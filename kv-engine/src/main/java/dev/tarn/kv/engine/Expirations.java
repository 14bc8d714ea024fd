package dev.tarn.kv.engine;

import dev.tarn.kv.index.ExpiryIndex;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.partitioner.HashRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Has the items deleted whose time to live is over: asks the tables' expiry indexes for them, and
 * leaves it to the sequencer to look again.
 */
final class Expirations {
  /** The most items found for a table before those found earlier are deleted. */
  private static final int MAX_FOUND = 4_096;

  /** The most items that the sequencer deletes before it looks after other writes. */
  private static final int MAX_DELETED_AT_ONCE = 128;

  /** How often it is seen after, by whom waits, whether deletions are over. */
  private static final long ROUND_MS = 5;

  private final Partitions partitions;
  private final Consumer<Submission> queue;
  private final Runnable onMore;

  /** The numbers of the expiry indexes of which items are being deleted. */
  private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();

  /**
   * The expirations of a database.
   *
   * @param onMore told when a table may have more items to delete than were found at once
   */
  Expirations(Partitions partitions, Consumer<Submission> queue, Runnable onMore) {
    this.partitions = partitions;
    this.queue = queue;
    this.onMore = onMore;
  }

  /** Finds what is due, but for the tables of which items are being deleted. */
  void sweep(Catalog catalog, long nowS) {
    catalog
        .expiryIndexes()
        .forEach(
            (table, index) -> {
              if (underWay.add(index.number())) {
                delete(table, index, due(index, nowS));
              }
            });
  }

  /**
   * Deletes what is due, and returns how many items still are when the time is over: of each table
   * as many as are found at once. The caller waits.
   */
  int run(Supplier<Catalog> catalog, long nowS, long timeoutMs) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    int left;
    do {
      sweep(catalog.get(), nowS);
      do {
        Thread.sleep(ROUND_MS);
      } while (!underWay.isEmpty() && System.nanoTime() - deadline < 0);
      left = left(catalog.get(), nowS);
    } while (left > 0 && System.nanoTime() - deadline < 0);
    return left;
  }

  private int left(Catalog catalog, long nowS) {
    return catalog.expiryIndexes().values().stream()
        .mapToInt(index -> due(index, nowS).size())
        .sum();
  }

  private List<StoreKey> due(ExpiryIndex index, long nowS) {
    List<StoreKey> keys = new ArrayList<>();
    for (int partition = 0; partition < partitions.map().partitions(); partition++) {
      HashRange hashes = partitions.map().range(partition);
      KeyRange due = index.due(hashes, nowS);
      try (ItemCursor cursor =
          new PartitionCursor(List.of(partitions.stores().get(partition)), due, true)) {
        while (keys.size() < MAX_FOUND && cursor.next()) {
          keys.add(index.itemKey(cursor.key()));
        }
      }
    }
    return keys;
  }

  private void delete(int table, ExpiryIndex index, List<StoreKey> keys) {
    if (keys.isEmpty()) {
      underWay.remove(index.number());
      return;
    }
    for (int from = 0; from < keys.size(); from += MAX_DELETED_AT_ONCE) {
      int to = Math.min(keys.size(), from + MAX_DELETED_AT_ONCE);
      boolean last = to == keys.size();
      boolean more = keys.size() == MAX_FOUND;
      queue.accept(
          new Submission.Expire(
              table,
              index.number(),
              List.copyOf(keys.subList(from, to)),
              last ? () -> end(index, more) : () -> {}));
    }
  }

  private void end(ExpiryIndex index, boolean more) {
    underWay.remove(index.number());
    if (more) {
      onMore.run();
    }
  }
}
