package dev.tarn.kv.engine;

import dev.tarn.kv.index.IndexEntry;
import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexStatus;
import dev.tarn.kv.table.TableDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks that items and index entries agree, from both sides: every item has its entries, and every
 * entry is one that its item has. Needs no memory for either.
 */
final class IndexCheck {
  private final Partitions partitions;
  private final Catalog catalog;
  private final Consumer<String> report;
  private final Map<Integer, TableDefinition> tableOfIndex = new HashMap<>();

  /** Indexes that need not be complete: being filled, or being deleted. */
  private final Set<Integer> incomplete = new HashSet<>();

  IndexCheck(Partitions partitions, Catalog catalog, Consumer<String> report) {
    this.partitions = partitions;
    this.catalog = catalog;
    this.report = report;
    catalog.tables().values().forEach(this::addIndexes);
    catalog.deletedTables().forEach(deleted -> addIndexes(deleted.definition()));
  }

  private void addIndexes(TableDefinition table) {
    for (IndexDefinition index : table.indexes()) {
      tableOfIndex.put(index.number(), table);
      if (index.status() != IndexStatus.ACTIVE) {
        incomplete.add(index.number());
      }
    }
  }

  /** Whether what lies under the number is an index's entries. */
  boolean isIndex(int number) {
    return tableOfIndex.containsKey(number);
  }

  /** Checks that an item has all its entries. */
  void checkItem(StoreKey key, EncodedItem item) {
    TableIndexes indexes = catalog.indexes(key.table());
    if (indexes == null) {
      return;
    }
    for (IndexEntry entry : indexes.entries(key, item)) {
      if (entry != null && !incomplete.contains(entry.key().table())) {
        EncodedItem stored = partitions.get(entry.key());
        if (stored == null) {
          report.accept("the item under " + key + " has no entry " + entry.key());
        } else if (!stored.equals(entry.item())) {
          report.accept("the entry " + entry.key() + " is not what its item says");
        }
      }
    }
  }

  /** Checks that an entry is one that its item has. */
  void checkEntry(StoreKey key, EncodedItem entry) {
    TableDefinition table = catalog.table(tableOf(key).number());
    TableIndexes indexes = table == null ? null : catalog.indexes(table.number());
    if (table == null || indexes == null || isDropped(table, key.table())) {
      return;
    }
    StoreKey itemKey =
        PrimaryKey.ofItem(table.keySchema(), entry.decode()).storeKey(table.number());
    boolean found =
        indexes.entries(itemKey, partitions.get(itemKey)).stream()
            .anyMatch(derived -> derived != null && derived.key().equals(key));
    if (!found) {
      report.accept("the entry " + key + " belongs to no item");
    }
  }

  private TableDefinition tableOf(StoreKey key) {
    TableDefinition table = tableOfIndex.get(key.table());
    if (table == null) {
      throw new IllegalArgumentException("not an index's entry: " + key);
    }
    return table;
  }

  private static boolean isDropped(TableDefinition table, int index) {
    return table.indexes().stream()
        .anyMatch(definition -> definition.number() == index && !definition.takesWrites());
  }
}
