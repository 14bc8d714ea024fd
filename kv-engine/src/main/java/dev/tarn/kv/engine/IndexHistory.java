package dev.tarn.kv.engine;

import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of global indexes were until lately, so that they can be read as they were a
 * while ago. The stores are never behind: this is laid over what is read from them, and is gone
 * after a restart.
 *
 * <p>The committer tells of each commit before it applies it. While a cursor is open it waits with
 * that: so a cursor never sees an entry that is not yet due.
 */
final class IndexHistory implements ItemCursor.Source {
  /** Beyond this much, the oldest changes are shown before their time. */
  private static final long MAX_BYTES = 64L << 20;

  /** A share of two collections' nodes, and the headers of five objects. */
  private static final int PAST_OVERHEAD_BYTES = 200;

  private final Partitions partitions;
  private final InstantSource clock;
  private final long delayMs;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final NavigableMap<StoreKey, Deque<Past>> byKey = new TreeMap<>();
  private final Deque<Past> byTime = new ArrayDeque<>();
  private long bytes;

  private IndexHistory(Partitions partitions, InstantSource clock, Duration delay) {
    this.partitions = partitions;
    this.clock = clock;
    this.delayMs = delay.toMillis();
  }

  /** The history for as long as the options say, or null if indexes are not to be behind. */
  static @Nullable IndexHistory of(EngineOptions options, Partitions partitions) {
    Duration delay = options.indexDelay();
    return delay.isZero() ? null : new IndexHistory(partitions, options.clock(), delay);
  }

  /**
   * An entry as it was before a commit.
   *
   * @param changedMs the commit's time
   * @param entry the entry, or null if there was none
   */
  record Past(StoreKey key, long changedMs, @Nullable EncodedItem entry) {
    private long bytes() {
      long ofEntry = entry == null ? 0 : entry.bytes().length;
      return PAST_OVERHEAD_BYTES + key.bytes().length + ofEntry;
    }
  }

  /**
   * Remembers what a commit will change. A backfill is not a change: an index that can be read has
   * what was there before it.
   *
   * @param catalog the tables before the commit
   */
  void remember(Commit commit, Catalog catalog) {
    for (Change change : commit.changes()) {
      TableIndexes indexes = catalog.indexes(change.key().table());
      if (indexes != null && !change.isBackfill()) {
        indexes.derive(change, (key, entry) -> remember(key, commit.timestampMs(), indexes));
      }
    }
  }

  /** A cursor that shows the entries of global indexes as they were, and all else as it is. */
  @Override
  public ItemCursor cursor(KeyRange range, boolean forward) {
    lock.readLock().lock();
    try {
      return new DelayedCursor(
          partitions.cursor(range, forward),
          past(range, forward),
          forward,
          lock.readLock()::unlock);
    } catch (RuntimeException | Error e) {
      lock.readLock().unlock();
      throw e;
    }
  }

  /** Forgets what nobody is shown any more. */
  void forget() {
    lock.writeLock().lock();
    try {
      long shownMs = shownMs();
      while (!byTime.isEmpty() && (byTime.getFirst().changedMs() <= shownMs || bytes > MAX_BYTES)) {
        forget(byTime.removeFirst());
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void remember(StoreKey key, long changedMs, TableIndexes indexes) {
    if (indexes.isLocal(key.table())) {
      return;
    }
    lock.writeLock().lock();
    try {
      forget();
      Past past = new Past(key, changedMs, partitions.get(key));
      byKey.computeIfAbsent(key, k -> new ArrayDeque<>(1)).add(past);
      byTime.add(past);
      bytes += past.bytes();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void forget(Past past) {
    Deque<Past> ofKey = Objects.requireNonNull(byKey.get(past.key()));
    ofKey.removeFirst();
    if (ofKey.isEmpty()) {
      byKey.remove(past.key());
    }
    bytes -= past.bytes();
  }

  /** The time at which the commits are that are shown last, in milliseconds since 1970. */
  private long shownMs() {
    return clock.millis() - delayMs;
  }

  /** The entries of a range that have changed since, as they were. */
  private Iterator<Past> past(KeyRange range, boolean forward) {
    long shownMs = shownMs();
    NavigableMap<StoreKey, Deque<Past>> ofRange =
        byKey.subMap(range.lower(), true, range.upper(), false);
    return (forward ? ofRange : ofRange.descendingMap())
        .values().stream()
            .filter(ofKey -> ofKey.getLast().changedMs() > shownMs)
            .map(ofKey -> firstAfter(ofKey, shownMs))
            .iterator();
  }

  private static Past firstAfter(Deque<Past> ofKey, long shownMs) {
    for (Past past : ofKey) {
      if (past.changedMs() > shownMs) {
        return past;
      }
    }
    throw new IllegalArgumentException("no change after " + shownMs);
  }
}
