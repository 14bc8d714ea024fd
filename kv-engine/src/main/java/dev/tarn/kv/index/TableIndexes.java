package dev.tarn.kv.index;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Derives the entries of a table's indexes: a pure function of an item, so that recovery makes the
 * same of the log as the writes have made.
 */
public final class TableIndexes {
  private final List<Derivation> derivations;

  /** All that keys and projections need: the rest of an item is not even decoded. */
  private final Set<String> neededAttributes;

  /** The numbers of the local indexes: mostly none. */
  private final Set<Integer> local;

  private TableIndexes(List<Derivation> derivations) {
    this.derivations = derivations;
    this.local =
        derivations.stream()
            .map(Derivation::index)
            .filter(index -> !index.isGlobal())
            .map(IndexDefinition::number)
            .collect(Collectors.toUnmodifiableSet());
    this.neededAttributes = new HashSet<>();
    derivations.forEach(derivation -> neededAttributes.addAll(derivation.decoded()));
  }

  /** Those of a table, or null if no index of it takes writes. */
  public static @Nullable TableIndexes of(TableDefinition table) {
    List<Derivation> derivations = new ArrayList<>();
    for (IndexDefinition index : table.indexes()) {
      if (index.takesWrites()) {
        derivations.add(Derivation.of(table, index));
      }
    }
    return derivations.isEmpty() ? null : new TableIndexes(derivations);
  }

  /** The indexes that take writes, in the order of their {@link #entries}. */
  public List<IndexDefinition> definitions() {
    return derivations.stream().map(Derivation::index).toList();
  }

  /**
   * Whether the sizes of the table's item collections are limited: those of tables with local
   * indexes are.
   */
  public boolean limitsCollections() {
    return !local.isEmpty();
  }

  /** Whether an index's entries belong to the item collections of their items. */
  public boolean isLocal(int index) {
    return !local.isEmpty() && local.contains(index);
  }

  /** What the change of an item adds to the size of its collection, in bytes. */
  public long collectionGrowth(
      StoreKey key, @Nullable EncodedItem before, @Nullable EncodedItem after) {
    return collectionBytes(key, after) - collectionBytes(key, before);
  }

  private long collectionBytes(StoreKey key, @Nullable EncodedItem item) {
    if (item == null) {
      return 0;
    }
    long bytes = item.size();
    Item attributes = item.decode(neededAttributes);
    for (Derivation derivation : derivations) {
      IndexEntry entry =
          derivation.index().isGlobal() ? null : derivation.entry(key, item, attributes);
      bytes += entry == null ? 0 : entry.item().size();
    }
    return bytes;
  }

  /** Tells of every entry that a change of an item puts or deletes, or leaves as it was. */
  public void derive(Change change, EntryConsumer consumer) {
    List<@Nullable IndexEntry> before = entries(change.key(), change.oldImage());
    List<@Nullable IndexEntry> after = entries(change.key(), change.newImage());
    for (int i = 0; i < derivations.size(); i++) {
      IndexEntry old = before.get(i);
      IndexEntry now = after.get(i);
      if (old != null && (now == null || !now.key().equals(old.key()))) {
        consumer.accept(old.key(), null);
      }
      if (now != null) {
        consumer.accept(now.key(), now.item());
      }
    }
  }

  /**
   * The entries of an item, one for each index in the order of the table's definition, null where
   * the item is not in the index.
   *
   * @param item the item, or null if there is none
   */
  public List<@Nullable IndexEntry> entries(StoreKey key, @Nullable EncodedItem item) {
    List<@Nullable IndexEntry> entries = new ArrayList<>(derivations.size());
    Item attributes = item == null ? Item.EMPTY : item.decode(neededAttributes);
    for (Derivation derivation : derivations) {
      entries.add(item == null ? null : derivation.entry(key, item, attributes));
    }
    return entries;
  }

  /** Receives what becomes of an entry. */
  @FunctionalInterface
  public interface EntryConsumer {
    /**
     * Takes one entry.
     *
     * @param item the entry as it is now, or null if it is gone
     */
    void accept(StoreKey key, @Nullable EncodedItem item);
  }

  /**
   * Makes the entries of one index.
   *
   * @param projected the attributes of an entry, or null for all
   */
  private record Derivation(
      IndexDefinition index, Set<String> keyAttributes, @Nullable Set<String> projected) {
    static Derivation of(TableDefinition table, IndexDefinition index) {
      return new Derivation(index, index.keySchema().names(), projectedAttributes(table, index));
    }

    Set<String> decoded() {
      return projected == null ? keyAttributes : projected;
    }

    @Nullable IndexEntry entry(StoreKey itemKey, EncodedItem item, Item attributes) {
      IndexKey key = IndexKey.of(index.keySchema(), attributes);
      if (key == null) {
        return null;
      }
      EncodedItem entry =
          projected == null ? item : EncodedItem.of(attributes.retaining(projected));
      return new IndexEntry(key.storeKey(index.number(), itemKey), entry);
    }
  }

  /** The attributes that an index's entries can have, or null for all. */
  public static @Nullable Set<String> projectedAttributes(
      TableDefinition table, IndexDefinition index) {
    if (index.projection().isAll()) {
      return null;
    }
    Set<String> names = new HashSet<>(index.projection().nonKeyAttributes());
    names.addAll(index.keySchema().names());
    names.addAll(table.keySchema().names());
    return names;
  }
}
