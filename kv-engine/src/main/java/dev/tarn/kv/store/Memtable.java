package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest entries in memory, tombstones among them. One thread writes, any thread reads.
 *
 * <p>Entries are in two maps: by order for cursors and flushes; by hash for the point lookups,
 * which mostly miss and then cost a tenth. An entry is in both before its value is set: so readers
 * of either see a write at the same moment.
 */
final class Memtable {
  /** In place of a value: the key is deleted. This array, not another empty one. */
  static final byte[] TOMBSTONE = new byte[0];

  /** Two map nodes, a share of tables and index levels, and the headers of five objects. */
  private static final int ENTRY_OVERHEAD_BYTES = 200;

  private final ConcurrentSkipListMap<StoreKey, Entry> byOrder = new ConcurrentSkipListMap<>();
  private final ConcurrentHashMap<StoreKey, Entry> byKey = new ConcurrentHashMap<>();
  private final Map<Integer, TableCounters.Counter> counted = new HashMap<>();
  private Map<Integer, TableCounts> counts = Map.of();
  private volatile long firstSequenceNumber;
  private long lastSequenceNumber;
  private long bytes;

  /** One key's latest value. */
  static final class Entry {
    private final StoreKey key;

    /** Null until the entry is in both maps. */
    private volatile byte @Nullable [] value;

    private Entry(StoreKey key) {
      this.key = key;
    }

    StoreKey key() {
      return key;
    }

    /** The value, {@link #TOMBSTONE}, or null if readers do not see the entry yet. */
    byte @Nullable [] value() {
      return value;
    }

    private int length() {
      byte[] current = value;
      return current == null ? 0 : current.length;
    }
  }

  @SuppressWarnings("ReferenceEquality") // an empty value is a value
  static boolean isTombstone(byte[] value) {
    return value == TOMBSTONE;
  }

  /** The value under a key, {@link #TOMBSTONE} if it was deleted, null if nothing is known here. */
  byte @Nullable [] find(StoreKey key) {
    Entry entry = byKey.get(key);
    return entry == null ? null : entry.value;
  }

  /** The entries of a range in order, seen as they are when reached. */
  Collection<Entry> entries(StoreKey lower, StoreKey upper, boolean forward) {
    NavigableMap<StoreKey, Entry> range = byOrder.subMap(lower, true, upper, false);
    return forward ? range.values() : range.descendingMap().values();
  }

  Collection<Entry> entries() {
    return byOrder.values();
  }

  /** Takes a value, or {@link #TOMBSTONE}. */
  void put(long sequenceNumber, StoreKey key, byte[] value) {
    if (firstSequenceNumber == 0) {
      firstSequenceNumber = sequenceNumber;
    }
    Entry entry = byKey.get(key);
    if (entry == null) {
      insert(key, value);
    } else {
      bytes += value.length - entry.length();
      entry.value = value;
    }
  }

  private void insert(StoreKey key, byte[] value) {
    Entry entry = new Entry(key);
    byOrder.put(key, entry);
    byKey.put(key, entry);
    bytes += ENTRY_OVERHEAD_BYTES + key.bytes().length + value.length;
    entry.value = value;
  }

  void count(int table, TableCounters.Counter counter) {
    counted.put(table, counter);
  }

  /** Fixes what is to be stored beside the entries; nothing is put any more. */
  void freeze(long sequenceNumber) {
    lastSequenceNumber = sequenceNumber;
    Map<Integer, TableCounts> snapshot = HashMap.newHashMap(counted.size());
    counted.forEach((table, counter) -> snapshot.put(table, counter.counts()));
    counts = snapshot;
  }

  /** The counts, as of the freeze, of the tables that changed here. */
  Map<Integer, TableCounts> counts() {
    return counts;
  }

  /** The commit boundary of the freeze. */
  long lastSequenceNumber() {
    return lastSequenceNumber;
  }

  /** The first mutation's sequence number, or 0 if there is none. */
  long firstSequenceNumber() {
    return firstSequenceNumber;
  }

  boolean isEmpty() {
    return firstSequenceNumber == 0;
  }

  /** Roughly the memory taken; for the writing thread. */
  long bytes() {
    return bytes;
  }
}
