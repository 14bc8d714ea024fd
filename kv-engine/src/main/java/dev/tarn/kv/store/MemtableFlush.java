package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.lmdbjava.LmdbException;

/**
 * Writes a frozen memtable to LMDB.
 *
 * <p>In key order, so that each page is written once, and in several transactions: LMDB keeps the
 * memory of the largest one for good. Each brings the counts of the tables and the sizes of the
 * item collections up to what is stored by then; only the last brings the sequence number. If it is
 * not reached, the log is replayed from the earlier number over what the others wrote, as the
 * difference to that: which comes to the same.
 */
final class MemtableFlush {
  /** A page is written for each, in the worst case: 16 MB. */
  private static final int TRANSACTION_ENTRIES = 4_000;

  private final Environment environment;
  private final Memtable memtable;
  private final DroppedTables dropped;

  /** What the transaction's entries add to the counts and sizes, in the order of the keys. */
  private final Map<Integer, TableCounts> counts = new TreeMap<>();

  private final Map<StoreKey, Long> collectionSizes = new TreeMap<>();

  /**
   * A flush, not yet begun.
   *
   * @param dropped tables whose entries and counts are left out
   */
  MemtableFlush(Environment environment, Memtable memtable, DroppedTables dropped) {
    this.environment = environment;
    this.memtable = memtable;
    this.dropped = dropped;
  }

  /**
   * Writes everything.
   *
   * @throws IOException if LMDB could not; another flush of the memtable goes on from there
   */
  void run() throws IOException {
    Iterator<Memtable.Entry> entries = memtable.notStored().iterator();
    try {
      boolean more;
      do {
        more = writeSome(entries);
      } while (more);
    } catch (LmdbException e) {
      throw new IOException("a memtable could not be written to LMDB: " + e.getMessage(), e);
    }
  }

  /** One transaction; whether more is to be written. */
  private boolean writeSome(Iterator<Memtable.Entry> entries) {
    try (WriteTransaction write = new WriteTransaction(environment)) {
      int left = TRANSACTION_ENTRIES;
      StoreKey last = null;
      while (left > 0 && entries.hasNext()) {
        Memtable.Entry entry = entries.next();
        left -= write(write, entry);
        last = entry.key();
      }
      writeSums(write);
      boolean more = entries.hasNext();
      if (!more) {
        write.setNumber(Layout.FLUSHED, memtable.lastSequenceNumber());
      }
      write.commit();
      if (last != null) {
        memtable.storedTo(last);
      }
      return more;
    }
  }

  /** Returns how much that was, in entries and pieces. */
  private int write(WriteTransaction write, Memtable.Entry entry) {
    byte[] value = entry.value();
    if (value == null) {
      throw new IllegalStateException("a frozen memtable is still being written to");
    }
    byte[] key = entry.key().bytes();
    if (dropped.contains(entry.key().table())) {
      return 0;
    }
    if (Memtable.isTombstone(value)) {
      write.delete(key);
    } else {
      write.put(key, value);
    }
    return 1 + Layout.pieces(value.length) + sum(entry);
  }

  /** Returns how much that will be to write. */
  private int sum(Memtable.Entry entry) {
    counts.merge(
        entry.key().table(),
        new TableCounts(entry.countDelta(), entry.sizeDelta()),
        (sum, more) -> sum.plus(more.itemCount(), more.sizeBytes()));
    StoreKey collection = entry.collection();
    if (collection == null || dropped.contains(collection.table())) {
      return 0;
    }
    collectionSizes.merge(collection, entry.sizeDelta(), Long::sum);
    return 1;
  }

  private void writeSums(WriteTransaction write) {
    counts.forEach(write::addCounts);
    counts.clear();
    collectionSizes.forEach(write::addCollectionSize);
    collectionSizes.clear();
  }
}
