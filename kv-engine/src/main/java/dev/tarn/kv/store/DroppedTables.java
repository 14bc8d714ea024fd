package dev.tarn.kv.store;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.lmdbjava.LmdbException;

/**
 * The tables that a store hides, while their entries are being deleted from LMDB and after. The
 * flusher adds and deletes, any thread asks.
 */
final class DroppedTables {
  private static final int TRANSACTION_ENTRIES = 2_000;
  private static final int TRANSACTIONS_AT_ONCE = 8;

  private final Environment environment;
  private volatile Set<Integer> numbers = Set.of();

  DroppedTables(Environment environment) {
    this.environment = environment;
  }

  boolean contains(int table) {
    Set<Integer> current = numbers;
    return !current.isEmpty() && current.contains(table);
  }

  /** Hides a table; false if it is hidden already. */
  boolean add(int table) {
    if (contains(table)) {
      return false;
    }
    Set<Integer> more = new HashSet<>(numbers);
    more.add(table);
    numbers = more;
    return true;
  }

  /**
   * Deletes some of what LMDB holds of a table.
   *
   * @return whether all is deleted
   */
  boolean delete(int table) throws IOException {
    boolean deleted = !isStored(table);
    try {
      for (int i = 0; i < TRANSACTIONS_AT_ONCE && !deleted; i++) {
        try (WriteTransaction write = new WriteTransaction(environment)) {
          deleted = write.dropTable(table, TRANSACTION_ENTRIES);
          write.commit();
        }
      }
      return deleted;
    } catch (LmdbException e) {
      throw new IOException("a table could not be deleted from LMDB: " + e.getMessage(), e);
    }
  }

  private boolean isStored(int table) {
    ReadTransaction read = environment.beginRead();
    try {
      return read.holds(table);
    } finally {
      environment.endRead(read);
    }
  }
}
