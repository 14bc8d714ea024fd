package dev.tarn.kv.engine;

import dev.tarn.kv.engine.Catalog.DeletedTable;
import dev.tarn.kv.index.ExpiryIndex;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Checks that items and the entries of expiry indexes agree, from both sides. */
final class ExpiryCheck {
  private final Partitions partitions;
  private final Catalog catalog;
  private final Consumer<String> report;
  private final Map<Integer, ExpiryIndex> byNumber = new HashMap<>();

  /** The numbers of indexes that are gone, or going with their tables. */
  private final Set<Integer> dropped = new HashSet<>();

  ExpiryCheck(Partitions partitions, Catalog catalog, Consumer<String> report) {
    this.partitions = partitions;
    this.catalog = catalog;
    this.report = report;
    catalog.expiryIndexes().values().forEach(index -> byNumber.put(index.number(), index));
    catalog.tables().values().forEach(table -> dropped.addAll(table.droppedNumbers()));
    catalog.deletedTables().forEach(this::drop);
  }

  private void drop(DeletedTable deleted) {
    TableDefinition table = deleted.definition();
    dropped.addAll(table.droppedNumbers());
    if (table.timeToLive() != null) {
      dropped.add(table.timeToLive().number());
    }
  }

  /** Whether what lies under the number is an expiry index's entries. */
  boolean isIndex(int number) {
    return byNumber.containsKey(number) || dropped.contains(number);
  }

  /** Checks that an item has its entry. */
  void checkItem(int partition, StoreKey key, EncodedItem item) {
    ExpiryIndex index = catalog.expiryIndex(key.table());
    if (index == null || !index.isComplete()) {
      return;
    }
    StoreKey entry = index.entry(key, item, partitions.map().range(partition));
    if (entry != null && partitions.get(entry) == null) {
      report.accept("the item under " + key + " has no entry " + entry);
    }
  }

  /** Checks that an entry is the one that its item has. */
  void checkEntry(int partition, StoreKey key) {
    ExpiryIndex index = byNumber.get(key.table());
    if (index == null) {
      return;
    }
    StoreKey itemKey = index.itemKey(key);
    EncodedItem item = partitions.get(itemKey);
    StoreKey derived = index.entry(itemKey, item, partitions.map().range(partition));
    if (derived == null || !derived.equals(key)) {
      report.accept("the entry " + key + " belongs to no item");
    }
  }
}
