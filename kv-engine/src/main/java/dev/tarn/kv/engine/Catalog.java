package dev.tarn.kv.engine;

import com.google.common.collect.ImmutableSortedMap;
import dev.tarn.kv.index.ExpiryIndex;
import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables at one moment: those in use, and those deleted whose streams can still be read.
 *
 * <p>Immutable; a change makes a new catalog.
 */
public final class Catalog {
  /** The catalog of an empty database. */
  public static final Catalog EMPTY =
      new Catalog(ImmutableSortedMap.of(), Map.of(), Map.of(), Map.of(), Map.of());

  private final ImmutableSortedMap<TableName, TableDefinition> byName;
  private final Map<Integer, TableDefinition> byNumber;
  private final Map<Integer, DeletedTable> deleted;

  /** The indexes of the tables that have any, by the table's number: mostly empty. */
  private final Map<Integer, TableIndexes> indexes;

  /** The expiry indexes of the tables that have one, by the table's number: mostly empty. */
  private final Map<Integer, ExpiryIndex> expiries;

  private Catalog(
      ImmutableSortedMap<TableName, TableDefinition> byName,
      Map<Integer, TableDefinition> byNumber,
      Map<Integer, DeletedTable> deleted,
      Map<Integer, TableIndexes> indexes,
      Map<Integer, ExpiryIndex> expiries) {
    this.byName = byName;
    this.byNumber = byNumber;
    this.deleted = deleted;
    this.indexes = indexes;
    this.expiries = expiries;
  }

  /** The table of a name, or null. */
  public @Nullable TableDefinition table(TableName name) {
    return byName.get(name);
  }

  /** The table of a number, or null if there is none or it was deleted. */
  public @Nullable TableDefinition table(int number) {
    return byNumber.get(number);
  }

  /** Every table, by name in the order of its UTF-16. */
  public ImmutableSortedMap<TableName, TableDefinition> tables() {
    return byName;
  }

  /** The tables deleted whose streams may still hold records. */
  public Collection<DeletedTable> deletedTables() {
    return deleted.values();
  }

  /** What a table's indexes derive from its items, or null if it has none that take writes. */
  @Nullable TableIndexes indexes(int tableNumber) {
    return indexes.isEmpty() ? null : indexes.get(tableNumber);
  }

  /**
   * The item collection whose size an entry counts for, or null if it counts for none.
   *
   * @param item the key of an item
   * @param entry the same, or the key of an index's entry of the item
   */
  @Nullable StoreKey collection(StoreKey item, StoreKey entry) {
    TableIndexes tableIndexes = indexes(item.table());
    boolean counts =
        tableIndexes != null
            && tableIndexes.limitsCollections()
            && (entry.table() == item.table() || tableIndexes.isLocal(entry.table()));
    return counts ? item.collection() : null;
  }

  /** What finds a table's expired items, or null if its items do not expire. */
  @Nullable ExpiryIndex expiryIndex(int tableNumber) {
    return expiries.isEmpty() ? null : expiries.get(tableNumber);
  }

  /** The expiry indexes of all tables that have one, by the table's number. */
  Map<Integer, ExpiryIndex> expiryIndexes() {
    return expiries;
  }

  /** Whether an index waits for its entries to be deleted. */
  boolean hasDroppedIndex() {
    return byNumber.values().stream()
        .anyMatch(
            table ->
                !table.droppedNumbers().isEmpty()
                    || table.indexes().stream().anyMatch(index -> !index.takesWrites()));
  }

  /** The number that the next table or index gets: none, used or deleted, has it or one above. */
  int nextTableNumber() {
    int highest = SystemTable.LAST_NUMBER;
    for (TableDefinition table : byNumber.values()) {
      highest = Math.max(highest, table.lastNumber());
    }
    for (DeletedTable table : deleted.values()) {
      highest = Math.max(highest, table.definition().lastNumber());
    }
    return highest + 1;
  }

  Catalog with(TableDefinition table) {
    Map<TableName, TableDefinition> names = new TreeMap<>(byName);
    Map<Integer, TableDefinition> numbers = new HashMap<>(byNumber);
    names.put(table.name(), table);
    numbers.put(table.number(), table);
    return new Catalog(
        ImmutableSortedMap.copyOf(names),
        numbers,
        deleted,
        with(indexes, table.number(), TableIndexes.of(table)),
        with(expiries, table.number(), ExpiryIndex.of(table)));
  }

  Catalog without(TableDefinition table) {
    Map<TableName, TableDefinition> names = new TreeMap<>(byName);
    Map<Integer, TableDefinition> numbers = new HashMap<>(byNumber);
    names.remove(table.name());
    numbers.remove(table.number());
    return new Catalog(
        ImmutableSortedMap.copyOf(names),
        numbers,
        deleted,
        with(indexes, table.number(), null),
        with(expiries, table.number(), null));
  }

  private static <T> Map<Integer, T> with(Map<Integer, T> map, int number, @Nullable T value) {
    if (value == null && !map.containsKey(number)) {
      return map;
    }
    Map<Integer, T> changed = new HashMap<>(map);
    if (value == null) {
      changed.remove(number);
    } else {
      changed.put(number, value);
    }
    return changed;
  }

  Catalog withDeleted(DeletedTable table) {
    Map<Integer, DeletedTable> tables = new HashMap<>(deleted);
    tables.put(table.definition().number(), table);
    return new Catalog(byName, byNumber, tables, indexes, expiries);
  }

  Catalog withoutDeleted(int number) {
    Map<Integer, DeletedTable> tables = new HashMap<>(deleted);
    tables.remove(number);
    return new Catalog(byName, byNumber, tables, indexes, expiries);
  }

  /**
   * A table that was deleted.
   *
   * @param definition the table as it was, its streams closed
   * @param deletedMs when, in milliseconds since 1970
   */
  public record DeletedTable(TableDefinition definition, long deletedMs) {}
}
