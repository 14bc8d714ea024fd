package dev.tarn.kv.engine;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.kv.log.CommitLog;
import dev.tarn.kv.store.PartitionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Brings the stores up to the end of the log, each from where it stands. */
final class Recovery {
  private final Partitions partitions;
  private final CommitLog log;

  Recovery(Partitions partitions, CommitLog log) {
    this.partitions = partitions;
    this.log = log;
  }

  /**
   * Replays the log.
   *
   * @return the tables as they are then
   * @throws IOException if the log ends before what a store holds: it lost writes, or is not this
   *     database's
   */
  Catalog recover() throws IOException {
    if (partitions.highestFlushed() > log.lastSequenceNumber()) {
      throw new IOException(
          "the change log ends at sequence number %d, but the items on disk go up to %d: the log is not complete"
              .formatted(log.lastSequenceNumber(), partitions.highestFlushed()));
    }
    Catalog catalog = lastCatalog();
    try {
      log.replay(partitions.lowestFlushed(), commit -> replay(commit, catalog));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    partitions.endOfCommit(log.lastSequenceNumber());
    return catalog;
  }

  /**
   * The tables at the end of the log, known before anything is replayed: what is derived from a
   * change is derived by the last definition of its table.
   */
  private Catalog lastCatalog() throws IOException {
    AtomicReference<Catalog> catalog = new AtomicReference<>(storedCatalog());
    log.replay(partitions.lowestFlushed(), commit -> catalog.set(after(commit, catalog.get())));
    return catalog.get();
  }

  private Catalog after(Commit commit, Catalog before) {
    Catalog catalog = before;
    long sequenceNumber = commit.firstSequenceNumber();
    for (Change change : commit.changes()) {
      if (partitions.isNew(sequenceNumber++, change.key())) {
        catalog = SystemTable.apply(catalog, change);
      }
    }
    return catalog;
  }

  private void replay(Commit commit, Catalog catalog) {
    partitions.replay(commit, catalog);
    for (PartitionStore store : partitions.stores()) {
      if (store.wantsFlush()) {
        store.freeze();
        flush(store);
      }
    }
  }

  private void flush(PartitionStore store) {
    try {
      log.force();
      store.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Catalog storedCatalog() {
    Catalog catalog = Catalog.EMPTY;
    for (SystemTable table : List.of(SystemTable.TABLES, SystemTable.DELETED_TABLES)) {
      try (ItemCursor cursor = partitions.cursor(table.range(), true)) {
        while (cursor.next()) {
          catalog = SystemTable.apply(catalog, inserted(cursor.key(), cursor.item()));
        }
      }
    }
    return catalog;
  }

  private Change inserted(StoreKey key, EncodedItem item) {
    return new Change(partitions.map().locate(key.hash()), key, null, item);
  }
}
