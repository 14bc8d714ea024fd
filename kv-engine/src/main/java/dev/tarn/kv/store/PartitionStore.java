package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The ordered entries of one partition: a memtable that takes the writes, over LMDB.
 *
 * <p>When the active memtable is full it is frozen, and another takes its place; the frozen one is
 * written to LMDB, in the end with the sequence number up to which LMDB then holds everything. What
 * is only in memory is recovered from the log, from that number on.
 *
 * <p>One thread applies and freezes (the writer), one flushes and drops (the flusher, a platform
 * thread), any thread reads. A failed flush keeps the frozen memtable, readable, to be tried again;
 * meanwhile the active one grows, and {@link #overfull} tells the writer when to wait. A mutation
 * that could not be applied, as for want of memory, ends all flushing: the sequence number never
 * passes what the store does not hold.
 */
public final class PartitionStore implements AutoCloseable {
  private final Environment environment;
  private final StoreOptions options;
  private final TableCounters counters = new TableCounters();
  private final DroppedTables dropped;
  private final Object flushing = new Object();

  /**
   * Set by the writer when it freezes, which it does only while nothing is frozen, and by the
   * flusher when it is done, which it only is while something is frozen: so neither undoes the
   * other's step.
   */
  private volatile View view = new View(new Memtable(), null);

  private volatile long boundary;
  private volatile long flushedSequenceNumber;
  private volatile @Nullable Throwable damage;
  private boolean closed;

  /** The memtables that readers look in, to be read before a read transaction begins. */
  private record View(Memtable active, @Nullable Memtable frozen) {}

  private PartitionStore(Environment environment, StoreOptions options) {
    this.environment = environment;
    this.options = options;
    this.dropped = new DroppedTables(environment);
  }

  /**
   * Opens the store in a directory, which is made if it is missing. Nobody else may have it open.
   *
   * @throws IOException if it cannot be read, or was written by a newer version
   */
  public static PartitionStore open(Path directory, StoreOptions options) throws IOException {
    PartitionStore store = new PartitionStore(Environment.open(directory, options), options);
    store.load();
    return store;
  }

  /** The sequence number up to which LMDB holds everything; 0 if it holds nothing. */
  public long flushedSequenceNumber() {
    return flushedSequenceNumber;
  }

  /**
   * The sequence number up to which this store needs nothing of the log any more. Ahead of {@link
   * #flushedSequenceNumber} if no later commit touched the partition.
   */
  public long recoverableFrom() {
    long reached = boundary;
    View current = view;
    Memtable oldest = current.frozen == null ? current.active : current.frozen;
    long first = oldest.firstSequenceNumber();
    return first == 0 ? reached : Math.max(flushedSequenceNumber, Math.min(reached, first - 1));
  }

  /**
   * Takes a mutation into the active memtable, where readers see it at once. By the writer.
   *
   * @throws IllegalStateException if the store does not hold all that was applied before
   */
  public void apply(long sequenceNumber, Mutation mutation) {
    refuseIfDamaged();
    if (mutation.key().table() == Layout.NODE_MARK) {
      throw new IllegalArgumentException("no table has the number " + Layout.NODE_MARK);
    }
    Memtable active = view.active;
    try {
      StoreKey collection = mutation.collection();
      if (collection != null) {
        active.setCollectionSize(collection, collectionSize(collection) + mutation.sizeDelta());
      }
      active.put(sequenceNumber, mutation);
      counters.add(mutation);
    } catch (RuntimeException | Error e) {
      damage = e;
      throw e;
    }
  }

  /**
   * Says that the store now holds everything up to a sequence number, also if none of it concerned
   * this partition. By the writer, between two commits.
   */
  public void endOfCommit(long sequenceNumber) {
    if (sequenceNumber > boundary) {
      boundary = sequenceNumber;
    }
  }

  /** Whether the active memtable is full and can be frozen. For the writer. */
  public boolean wantsFlush() {
    View current = view;
    return current.frozen == null && current.active.bytes() >= options.memtableLimitBytes();
  }

  /**
   * Whether the active memtable is twice full, while the frozen one still waits for the disk: the
   * writer should {@linkplain #awaitFlush wait}. For the writer.
   */
  public boolean overfull() {
    View current = view;
    return current.frozen != null && current.active.bytes() >= 2 * options.memtableLimitBytes();
  }

  /** Whether a memtable waits to be flushed. */
  public boolean hasFrozen() {
    return view.frozen != null;
  }

  /**
   * Makes the active memtable the frozen one. Does nothing if it is empty, or if there is a frozen
   * one. By the writer, at the end of a commit.
   */
  public void freeze() {
    refuseIfDamaged();
    View current = view;
    if (current.frozen == null && !current.active.isEmpty()) {
      current.active.freeze(boundary);
      view = new View(new Memtable(), current.active);
    }
  }

  /**
   * Writes the frozen memtable, if there is one, to LMDB, and then drops it. By the flusher.
   *
   * @throws IOException if LMDB could not write it, as on a full disk: it stays frozen, and another
   *     flush may succeed
   */
  public void flush() throws IOException {
    synchronized (flushing) {
      refuseIfClosed();
      Memtable frozen = view.frozen;
      if (frozen != null) {
        refuseIfDamaged();
        new MemtableFlush(environment, frozen, dropped).run();
        flushedSequenceNumber = frozen.lastSequenceNumber();
        view = new View(view.active, null);
        flushing.notifyAll();
      }
    }
  }

  /**
   * Waits until nothing is frozen.
   *
   * @return false if something still is after so many milliseconds
   */
  public boolean awaitFlush(long timeoutMs) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    synchronized (flushing) {
      long leftMs = timeoutMs;
      while (hasFrozen() && leftMs > 0) {
        flushing.wait(leftMs);
        leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
      return !hasFrozen();
    }
  }

  /** The latest value under a key, to be read only, or null. */
  public byte @Nullable [] get(StoreKey key) {
    if (dropped.contains(key.table())) {
      return null;
    }
    byte[] recent = findInMemory(key);
    if (recent != null) {
      return Memtable.isTombstone(recent) ? null : recent;
    }
    ReadTransaction read = environment.beginRead();
    try {
      return read.get(key);
    } finally {
      environment.endRead(read);
    }
  }

  /**
   * A cursor over the entries of a range, which lies in one table.
   *
   * @param lower the smallest key, inclusive
   * @param upper the end, exclusive
   * @param forward whether in ascending order
   */
  public StoreCursor cursor(StoreKey lower, StoreKey upper, boolean forward) {
    List<EntrySource> sources = new ArrayList<>(3);
    if (lower.compareTo(upper) >= 0 || dropped.contains(lower.table())) {
      return new MergedCursor(sources, forward, () -> {});
    }
    View current = view;
    addSource(sources, current.active, lower, upper, forward);
    if (current.frozen != null) {
      addSource(sources, current.frozen, lower, upper, forward);
    }
    ReadTransaction read = environment.beginRead();
    try {
      sources.add(new LmdbSource(read, lower, upper, forward));
      return new MergedCursor(sources, forward, () -> environment.endRead(read));
    } catch (RuntimeException | Error e) {
      environment.endRead(read);
      throw e;
    }
  }

  /** A table's exact counts, those in memory included. */
  public TableCounts counts(int table) {
    return dropped.contains(table) ? TableCounts.ZERO : counters.counts(table);
  }

  /** The exact size of an item collection in bytes, what is in memory included. */
  public long collectionSize(StoreKey collection) {
    if (dropped.contains(collection.table())) {
      return 0;
    }
    View current = view;
    Long recent = current.active.collectionSize(collection);
    if (recent == null && current.frozen != null) {
      recent = current.frozen.collectionSize(collection);
    }
    return recent == null ? storedCollectionSize(collection) : recent;
  }

  private long storedCollectionSize(StoreKey collection) {
    ReadTransaction read = environment.beginRead();
    try {
      return read.collectionSize(collection);
    } finally {
      environment.endRead(read);
    }
  }

  /** The sizes of all item collections that are not empty, for a check of them. */
  public Map<StoreKey, Long> collectionSizes() {
    View current = view;
    ReadTransaction read = environment.beginRead();
    try {
      Map<StoreKey, Long> sizes = read.collectionSizes();
      if (current.frozen != null) {
        sizes.putAll(current.frozen.collectionSizes());
      }
      sizes.putAll(current.active.collectionSizes());
      sizes.entrySet().removeIf(e -> e.getValue() == 0 || dropped.contains(e.getKey().table()));
      return sizes;
    } finally {
      environment.endRead(read);
    }
  }

  /**
   * Hides a table and deletes its entries from LMDB, in transactions of bounded size and a bounded
   * number of them. To be called again, also after a restart, until all is deleted; it costs next
   * to nothing then. No mutation of the table may follow. By the flusher.
   *
   * @return whether all is deleted
   */
  public boolean dropTable(int table) throws IOException {
    synchronized (flushing) {
      refuseIfClosed();
      if (dropped.add(table)) {
        counters.remove(table);
      }
      return dropped.delete(table);
    }
  }

  /** The size of the LMDB file. */
  public long diskBytes() throws IOException {
    return environment.diskBytes();
  }

  /**
   * Checks what is in LMDB, without the memtables.
   *
   * @param contribution what an entry contributes to its table's counts
   * @return the faults found; empty if all is well
   */
  public List<String> check(StoreCheck.Contribution contribution) {
    ReadTransaction read = environment.beginRead();
    try {
      return new StoreCheck(read, contribution).faults();
    } finally {
      environment.endRead(read);
    }
  }

  /** Frees everything, once the reads in progress are done. What was not flushed is in the log. */
  @Override
  public void close() {
    synchronized (flushing) {
      if (!closed) {
        closed = true;
        environment.close();
      }
    }
  }

  private void load() {
    ReadTransaction read = environment.beginRead();
    try {
      flushedSequenceNumber = read.number(Layout.FLUSHED, 0);
      boundary = flushedSequenceNumber;
      for (Map.Entry<Integer, @Nullable TableCounts> stored : read.counts().entrySet()) {
        TableCounts counts = stored.getValue();
        counters.set(stored.getKey(), counts == null ? TableCounts.ZERO : counts);
      }
    } finally {
      environment.endRead(read);
    }
  }

  private byte @Nullable [] findInMemory(StoreKey key) {
    View current = view;
    byte[] active = current.active.find(key);
    return active != null || current.frozen == null ? active : current.frozen.find(key);
  }

  private static void addSource(
      List<EntrySource> sources,
      Memtable memtable,
      StoreKey lower,
      StoreKey upper,
      boolean forward) {
    if (!memtable.isEmpty()) {
      sources.add(new MemtableSource(memtable.entries(lower, upper, forward).iterator()));
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  private void refuseIfDamaged() {
    Throwable cause = damage;
    if (cause != null) {
      throw new IllegalStateException("the store missed a mutation and takes no more", cause);
    }
  }
}
