package dev.tarn.kv.store;

import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import org.lmdbjava.LmdbException;

/**
 * Writes a frozen memtable to LMDB.
 *
 * <p>In key order, so that each page is written once, and in several transactions: LMDB keeps the
 * memory of the largest one for good. Only the last brings the sequence number and the counts. If
 * it is not reached, the log is replayed from the earlier number over what the others wrote, which
 * comes to the same.
 */
final class MemtableFlush {
  /** A page is written for each, in the worst case: 16 MB. */
  private static final int TRANSACTION_ENTRIES = 4_000;

  private final Environment environment;
  private final Memtable memtable;
  private final Set<Integer> droppedTables;

  /**
   * A flush, not yet begun.
   *
   * @param droppedTables tables whose entries and counts are left out
   */
  MemtableFlush(Environment environment, Memtable memtable, Set<Integer> droppedTables) {
    this.environment = environment;
    this.memtable = memtable;
    this.droppedTables = droppedTables;
  }

  /**
   * Writes everything.
   *
   * @throws IOException if LMDB could not; it can be run again
   */
  void run() throws IOException {
    Iterator<Memtable.Entry> entries = memtable.entries().iterator();
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
      while (left > 0 && entries.hasNext()) {
        left -= write(write, entries.next());
      }
      boolean more = entries.hasNext();
      if (more) {
        write.setNumber(Layout.FLUSHING, 1);
      } else {
        finish(write);
      }
      write.commit();
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
    if (droppedTables.contains(entry.key().table())) {
      return 0;
    }
    if (Memtable.isTombstone(value)) {
      write.delete(key);
    } else {
      write.put(key, value);
    }
    return 1 + Layout.pieces(value.length);
  }

  private void finish(WriteTransaction write) {
    memtable
        .counts()
        .forEach(
            (table, counts) -> {
              if (!droppedTables.contains(table)) {
                write.setCounts(table, counts);
              }
            });
    write.setNumber(Layout.FLUSHED, memtable.lastSequenceNumber());
    write.deleteNumber(Layout.FLUSHING);
  }
}
