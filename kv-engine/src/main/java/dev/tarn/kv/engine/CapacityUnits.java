package dev.tarn.kv.engine;

import dev.tarn.kv.index.IndexEntry;
import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The capacity units that a request has consumed of a table and its indexes (developer guide,
 * "Capacity unit consumption"): a strongly consistent read takes a unit per 4 KB, an eventually
 * consistent one half of it, a write a unit per 1 KB of the larger of the old and the new item.
 *
 * @param table those of the table
 * @param local those of each local index, by its name
 * @param global those of each global index, by its name
 */
public record CapacityUnits(double table, Map<String, Double> local, Map<String, Double> global) {
  private static final int READ_UNIT_BYTES = 4096;
  private static final int WRITE_UNIT_BYTES = 1024;

  /** Those of a request that concerns no index. */
  public static CapacityUnits ofTable(double units) {
    return new CapacityUnits(units, Map.of(), Map.of());
  }

  /** Those of reading an index. */
  public static CapacityUnits ofIndex(IndexDefinition index, double units, double fetched) {
    Map<String, Double> ofIndex = Map.of(index.name(), units);
    return index.isGlobal()
        ? new CapacityUnits(fetched, Map.of(), ofIndex)
        : new CapacityUnits(fetched, ofIndex, Map.of());
  }

  /** The units of reading some bytes; nothing found counts as one unit. */
  public static double read(long bytes, boolean consistent) {
    long units = Math.max(1, (bytes + READ_UNIT_BYTES - 1) / READ_UNIT_BYTES);
    return consistent ? units : units / 2.0;
  }

  /** Those of a write: of an index only as far as the write has changed it. */
  public static CapacityUnits ofWrite(ItemWrite asked, WriteResult result) {
    return ofWrite(asked, result.oldItem(), result.newItem());
  }

  static CapacityUnits ofWrite(
      ItemWrite asked, @Nullable EncodedItem oldItem, @Nullable EncodedItem newItem) {
    TableDefinition table = asked.table();
    double units = Math.max(1, write(oldItem, newItem));
    TableIndexes indexes = table.indexes().isEmpty() ? null : TableIndexes.of(table);
    if (indexes == null) {
      return ofTable(units);
    }
    CapacityUnits all = new CapacityUnits(units, new TreeMap<>(), new TreeMap<>());
    List<@Nullable IndexEntry> before = indexes.entries(asked.key(), oldItem);
    List<@Nullable IndexEntry> after = indexes.entries(asked.key(), newItem);
    for (int i = 0; i < before.size(); i++) {
      double ofIndex = changed(before.get(i), after.get(i));
      if (ofIndex > 0) {
        IndexDefinition index = indexes.definitions().get(i);
        (index.isGlobal() ? all.global : all.local).put(index.name(), ofIndex);
      }
    }
    return all;
  }

  /** These and others. */
  public CapacityUnits plus(CapacityUnits other) {
    return new CapacityUnits(
        table + other.table, sum(local, other.local), sum(global, other.global));
  }

  /** So many times these. */
  public CapacityUnits times(int factor) {
    CapacityUnits product = this;
    for (int i = 1; i < factor; i++) {
      product = product.plus(this);
    }
    return product;
  }

  /** Those that are taken of the table's throughput: local indexes share it. */
  double ofTableWithLocal() {
    return table + sum(local);
  }

  /** All of them together. */
  public double total() {
    return table + sum(local) + sum(global);
  }

  /** An entry under another key is deleted and put again. */
  private static double changed(@Nullable IndexEntry before, @Nullable IndexEntry after) {
    if (before == null || after == null || !before.key().equals(after.key())) {
      return write(before == null ? null : before.item())
          + write(after == null ? null : after.item());
    }
    return before.item().equals(after.item()) ? 0 : write(before.item(), after.item());
  }

  /** The units of the largest of some images; none if all are null. */
  private static long write(@Nullable EncodedItem... images) {
    long bytes = 0;
    for (EncodedItem image : images) {
      bytes = Math.max(bytes, image == null ? 0 : image.size());
    }
    return (bytes + WRITE_UNIT_BYTES - 1) / WRITE_UNIT_BYTES;
  }

  private static double sum(Map<String, Double> units) {
    return units.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Map<String, Double> sum(Map<String, Double> one, Map<String, Double> other) {
    Map<String, Double> sum = new TreeMap<>(one);
    other.forEach((name, units) -> sum.merge(name, units, Double::sum));
    return sum;
  }
}
