package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.util.Collection;
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
  private static final int ENTRY_OVERHEAD_BYTES = 216;

  /** A map node, a key and a number. */
  private static final int COLLECTION_BYTES = 150;

  private final ConcurrentSkipListMap<StoreKey, Entry> byOrder = new ConcurrentSkipListMap<>();
  private final ConcurrentHashMap<StoreKey, Entry> byKey = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<StoreKey, Long> collectionSizes = new ConcurrentHashMap<>();
  private volatile long firstSequenceNumber;
  private long lastSequenceNumber;
  private long bytes;

  /** The last key that is stored, while the frozen memtable is stored in part. */
  private @Nullable StoreKey storedTo;

  /**
   * One key's latest value, and what its mutations since the memtable began have added to the
   * counts of its table and to the size of its item collection.
   */
  static final class Entry {
    private final StoreKey key;
    private final @Nullable StoreKey collection;
    private int countDelta;
    private long sizeDelta;

    /** Null until the entry is in both maps. */
    private volatile byte @Nullable [] value;

    private Entry(Mutation first) {
      this.key = first.key();
      this.collection = first.collection();
    }

    StoreKey key() {
      return key;
    }

    /** The item collection that it belongs to, or null. */
    @Nullable StoreKey collection() {
      return collection;
    }

    /** What the table's item count has gained. For the writer, and once frozen for all. */
    int countDelta() {
      return countDelta;
    }

    /** What the table's and the collection's size has gained. As {@link #countDelta}. */
    long sizeDelta() {
      return sizeDelta;
    }

    /** The value, {@link #TOMBSTONE}, or null if readers do not see the entry yet. */
    byte @Nullable [] value() {
      return value;
    }

    private int length() {
      byte[] current = value;
      return current == null ? 0 : current.length;
    }

    private void count(Mutation mutation) {
      countDelta += mutation.countDelta();
      sizeDelta += mutation.sizeDelta();
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

  /** What is not stored yet, in order. For the flusher, of a frozen memtable. */
  Collection<Entry> notStored() {
    return storedTo == null ? byOrder.values() : byOrder.tailMap(storedTo, false).values();
  }

  /** Says that everything up to a key is stored. */
  void storedTo(StoreKey key) {
    storedTo = key;
  }

  /** The size of an item collection that changed here, or null. */
  @Nullable Long collectionSize(StoreKey collection) {
    return collectionSizes.isEmpty() ? null : collectionSizes.get(collection);
  }

  /** The sizes of all item collections that changed here. */
  Map<StoreKey, Long> collectionSizes() {
    return collectionSizes;
  }

  void setCollectionSize(StoreKey collection, long size) {
    if (collectionSizes.put(collection, size) == null) {
      bytes += COLLECTION_BYTES;
    }
  }

  /** Takes a mutation. */
  void put(long sequenceNumber, Mutation mutation) {
    if (firstSequenceNumber == 0) {
      firstSequenceNumber = sequenceNumber;
    }
    byte[] value = mutation.value() == null ? TOMBSTONE : mutation.value();
    Entry entry = byKey.get(mutation.key());
    if (entry == null) {
      insert(mutation, value);
    } else {
      bytes += value.length - entry.length();
      entry.count(mutation);
      entry.value = value;
    }
  }

  private void insert(Mutation mutation, byte[] value) {
    Entry entry = new Entry(mutation);
    entry.count(mutation);
    byOrder.put(entry.key, entry);
    byKey.put(entry.key, entry);
    bytes += ENTRY_OVERHEAD_BYTES + entry.key.bytes().length + value.length;
    entry.value = value;
  }

  /** Fixes the sequence number that is to be stored in the end; nothing is put any more. */
  void freeze(long sequenceNumber) {
    lastSequenceNumber = sequenceNumber;
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
