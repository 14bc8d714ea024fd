package dev.tarn.kv.engine;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.PartitionStore;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks that a partition knows the sizes of its item collections: those of the items and of the
 * entries of local indexes that are in it. Needs memory for the sizes.
 */
final class CollectionCheck {
  private final Consumer<String> report;

  /** The tables with local indexes, by their own number and those of the indexes. */
  private final Map<Integer, Integer> tables = new HashMap<>();

  private final Map<StoreKey, Long> found = new HashMap<>();

  CollectionCheck(Catalog catalog, Consumer<String> report) {
    this.report = report;
    catalog.tables().values().forEach(this::add);
  }

  private void add(TableDefinition table) {
    for (IndexDefinition index : table.indexes()) {
      if (!index.isGlobal()) {
        tables.put(table.number(), table.number());
        tables.put(index.number(), table.number());
      }
    }
  }

  /** Counts an item or an index's entry for its collection, if that has a size. */
  void count(StoreKey key, EncodedItem item) {
    Integer table = tables.get(key.table());
    if (table != null) {
      found.merge(StoreKey.of(table, key.hash(), new byte[0]), (long) item.size(), Long::sum);
    }
  }

  /** Compares what was counted with what the partition's store says. */
  void checkSizes(PartitionStore store) {
    Map<StoreKey, Long> stored = store.collectionSizes();
    Set<StoreKey> collections = new HashSet<>(stored.keySet());
    collections.addAll(found.keySet());
    for (StoreKey collection : collections) {
      long actual = found.getOrDefault(collection, 0L);
      long expected = stored.getOrDefault(collection, 0L);
      if (actual != expected && tables.containsKey(collection.table())) {
        report.accept(
            "the item collection %s has %d bytes, but its size says %d"
                .formatted(collection, actual, expected));
      }
    }
  }
}
