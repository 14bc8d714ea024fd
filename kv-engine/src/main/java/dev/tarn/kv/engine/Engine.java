package dev.tarn.kv.engine;

import dev.tarn.kv.engine.Submission.TableResult;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.CommitLog;
import dev.tarn.kv.store.PartitionStore;
import dev.tarn.kv.store.TableCounts;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.kv.table.TableStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The database: tables, items, and the order of all writes.
 *
 * <p>Reads run on the caller's thread and see what is durable, at once. Writes are queued, and
 * answered through a listener when they are durable and visible.
 */
public final class Engine implements AutoCloseable {
  private final Partitions partitions;
  private final CommitLog log;
  private final InstantSource clock;
  private final @Nullable IndexHistory indexHistory;
  private final Flusher flusher;
  private final Committer committer;
  private final Sequencer sequencer;
  private final WriteAdmission admission;
  private final Thread sequencerThread;
  private final Thread committerThread;
  private final Thread flusherThread;
  private final Backfills backfills;
  private final Expirations expirations;
  private final Housekeeping housekeeping;
  private final TableLife tableLife;
  private final Throughput throughput;
  private volatile Catalog catalog;
  private boolean closed;

  private Engine(EngineOptions options, CommitLog log, Partitions partitions, Catalog catalog) {
    this.partitions = partitions;
    this.log = log;
    this.clock = options.clock();
    this.catalog = catalog;
    this.flusher = new Flusher(partitions, log, this::keepHouse);
    this.admission = new WriteAdmission(flusher, options.reserve());
    this.indexHistory = IndexHistory.of(options, partitions);
    this.committer =
        new Committer(
            partitions,
            log,
            flusher,
            indexHistory,
            catalog,
            this::changed,
            admission::logFailed,
            options.reserve());
    this.tableLife = new TableLife(clock, options.tableDelay());
    this.throughput = options.throughput();
    this.backfills = new Backfills(this::submit, () -> this.catalog, tableLife::isSettled);
    this.expirations = new Expirations(partitions, this::submit, flusher::wake);
    this.housekeeping =
        new Housekeeping(
            options,
            partitions,
            tableLife,
            backfills,
            expirations,
            indexHistory,
            this::submit,
            this::checkpoint);
    this.sequencer =
        new Sequencer(new LogHead(partitions, log, catalog, clock), committer, options);
    // Platform threads: LMDB ties a write transaction to the one it began on.
    this.sequencerThread = Thread.ofPlatform().name("tarn-sequencer").unstarted(sequencer);
    this.committerThread = Thread.ofPlatform().name("tarn-committer").unstarted(committer);
    this.flusherThread = Thread.ofPlatform().name("tarn-flusher").unstarted(flusher);
  }

  /**
   * Opens the database: replays what the stores do not hold yet, then takes writes. The engine owns
   * the log from here on and closes it.
   *
   * @throws IOException if a store or the log cannot be read, or do not belong together
   */
  public static Engine open(EngineOptions options, CommitLog log) throws IOException {
    Partitions partitions =
        Partitions.open(options.directory(), options.partitions(), options.store());
    try {
      Catalog catalog = new Recovery(partitions, log).recover();
      Engine engine = new Engine(options, log, partitions, catalog);
      engine.start();
      return engine;
    } catch (IOException | RuntimeException e) {
      partitions.close();
      throw e;
    }
  }

  /** The tables as readers see them now. */
  public Catalog catalog() {
    return catalog;
  }

  /** What reads have to be admitted by; writes are already. */
  public Throughput throughput() {
    return throughput;
  }

  /** Where a table is in its life now. */
  public TableStatus status(TableDefinition table) {
    return tableLife.status(table);
  }

  /** The last sequence number whose change readers see. */
  public long visibleSequenceNumber() {
    return committer.visibleSequenceNumber();
  }

  /** Why writes are refused now, or null if they are taken. */
  public @Nullable DynamoDbException writeRefusal() {
    return admission.refusal(true);
  }

  /** A table's exact item count and size. */
  public TableCounts counts(TableDefinition table) {
    return partitions.counts(table.number());
  }

  /** An index's exact number of entries and their size. */
  public TableCounts counts(IndexDefinition index) {
    return partitions.counts(index.number());
  }

  /** A system table's exact item count and size. */
  public TableCounts counts(SystemTable table) {
    return partitions.counts(table.number());
  }

  /** The item under a key, or null. */
  public @Nullable EncodedItem get(StoreKey key) {
    return partitions.get(key);
  }

  /**
   * A page of the items in a range.
   *
   * @param range keys of one table
   * @param forward whether in ascending order
   * @param limit the most items to look at
   * @param filter what the items must satisfy, or null
   * @param keepItems false if only their number is asked for
   */
  public PageRead read(
      KeyRange range, boolean forward, int limit, @Nullable Condition filter, boolean keepItems) {
    return read(range, forward, limit, filter, keepItems, UnaryOperator.identity());
  }

  /**
   * As {@link #read(KeyRange, boolean, int, Condition, boolean)}, of what is fetched for each item.
   *
   * @param fetch gives for an index's entry what is filtered and shown in its place; what was
   *     looked at is counted by the entry
   */
  public PageRead read(
      KeyRange range,
      boolean forward,
      int limit,
      @Nullable Condition filter,
      boolean keepItems,
      UnaryOperator<EncodedItem> fetch) {
    ItemCursor.Source source = indexHistory == null ? partitions::cursor : indexHistory;
    return new PageRead(source, range, forward, limit, filter, keepItems, fetch);
  }

  /**
   * Queues writes of items, each to be a commit of its own.
   *
   * @param listener called once, also if the writes are refused
   */
  public void write(List<ItemWrite> writes, WriteListener listener) {
    submit(new Submission.Items(writes, listener));
  }

  /**
   * Queues writes of items that happen together or not at all.
   *
   * @param writes each of another item
   * @param token makes it happen once though it is sent twice, or null
   * @param listener called once; if one result has an error, nothing has happened
   */
  public void transact(
      List<ItemWrite> writes, @Nullable ClientRequestToken token, WriteListener listener) {
    submit(new Submission.Transaction(writes, token, listener));
  }

  /**
   * Queues a read of items as they are at one moment, between two commits.
   *
   * @param listener called once: with the items, null where there is none, or with an error
   */
  public void snapshot(
      List<StoreKey> keys,
      BiConsumer<@Nullable List<@Nullable EncodedItem>, @Nullable DynamoDbException> listener) {
    submit(new Submission.Snapshot(keys, listener));
  }

  /**
   * Queues a change of a table.
   *
   * @param listener called once: with the table after the change (as it was, if it was deleted), or
   *     with an error
   */
  public void write(
      TableWrite write,
      BiConsumer<@Nullable TableDefinition, @Nullable DynamoDbException> listener) {
    submit(
        new Submission.Table(
            write, (TableResult result) -> listener.accept(result.table(), result.error())));
  }

  /**
   * Closes the open shards of every stream and opens their children, each stream's in a commit of
   * its own. {@link TableWrite.RollOver} does so for one table.
   *
   * @param done run once all is durable, or was refused
   */
  public void rollOverAll(Runnable done) {
    List<TableName> names =
        catalog.tables().values().stream()
            .filter(TableDefinition::hasEnabledStream)
            .map(TableDefinition::name)
            .toList();
    AtomicInteger left = new AtomicInteger(names.size() + 1);
    Runnable ended =
        () -> {
          if (left.decrementAndGet() == 0) {
            done.run();
          }
        };
    names.forEach(name -> write(new TableWrite.RollOver(name), (table, error) -> ended.run()));
    ended.run();
  }

  /**
   * Has the stores written and the log trimmed soon, as happens by itself every 30 seconds: what
   * every store holds, and whose retention is over, is deleted.
   */
  public void trim() {
    flusher.requestCheckpoint();
    submit(new Submission.Checkpoint());
  }

  /**
   * Queues writes of items of system tables that happen together.
   *
   * @param writes each of another item
   * @param listener called once, on the committer's thread: with null when they are durable and
   *     visible, or with why they have not happened; must return at once
   */
  public void writeSystem(
      List<SystemWrite> writes, Consumer<@Nullable DynamoDbException> listener) {
    submit(new Submission.SystemItems(writes, listener));
  }

  /**
   * Has something run whenever {@link #visibleSequenceNumber} has advanced, on the committer's
   * thread: must return at once.
   */
  public void onVisible(Runnable listener) {
    committer.onVisible(listener);
  }

  /**
   * Deletes the items whose time to live is over, as happens by itself each second, and waits for
   * it.
   *
   * @return how many are left after the time, of each table at most some thousands; 0 if all is
   *     done
   */
  public int expire(Duration timeout) {
    try {
      return expirations.run(this::catalog, clock.millis() / 1_000, timeout.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while items were deleted", e);
    }
  }

  /** Finishes what was submitted, writes everything to the stores, and closes them and the log. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    admission.close();
    try {
      sequencer.finish();
      sequencerThread.join();
      committerThread.join();
      sequencer.refuseQueued();
      flusher.stop();
      flusherThread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while closing", e);
    }
    flusher.flushFrozen();
    partitions.stores().forEach(PartitionStore::freeze);
    flusher.flushFrozen();
    log.close();
    partitions.close();
  }

  private void start() {
    flusherThread.start();
    committerThread.start();
    sequencerThread.start();
  }

  private void submit(Submission submission) {
    DynamoDbException refusal = admission.refusal(submission.mayFillDisk());
    if (refusal != null) {
      submission.refuse(refusal);
    } else if (!sequencer.offer(submission)) {
      submission.refuse(
          new ThrottlingException("The server is busy with earlier writes. Try again."));
    }
  }

  private void changed(Catalog after) {
    catalog = after;
    backfills.resume();
    if (after.hasDroppedIndex()) {
      flusher.wake();
    }
  }

  private void keepHouse() {
    housekeeping.run(catalog);
  }

  private void checkpoint() {
    if (!admission.hasEnded()) {
      trim();
    }
  }
}
