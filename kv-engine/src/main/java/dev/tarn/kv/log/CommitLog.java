package dev.tarn.kv.log;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * The port to the durable log of a group: every commit once, in order.
 *
 * <p>{@link #append} is called by the sequencer's thread, {@link #sync} by the committer's; one may
 * run while the other does. After an {@link IOException} of {@link #sync} or {@link #force} the log
 * is poisoned: whether the last batch is durable is unknown, so every later call fails too.
 */
public interface CommitLog extends AutoCloseable {
  /** The last sequence number in the log, or 0 if nothing was ever appended. */
  long lastSequenceNumber();

  /** The last commit's time in milliseconds since 1970, or 0. */
  long lastTimestampMs();

  /**
   * Reads, in order, every commit that has a change after the sequence number. Called before the
   * first append.
   */
  void replay(long afterSequenceNumber, Consumer<Commit> consumer) throws IOException;

  /** Adds a commit to the batch being filled. Not durable until the next {@link #sync}. */
  void append(Commit commit);

  /**
   * Makes durable, as the log's setting says, all that was appended before the call.
   *
   * @return the last sequence number that is durable now
   */
  long sync() throws IOException;

  /** Makes all that was synced before the call survive a power cut, whatever the setting. */
  void force() throws IOException;

  /**
   * Allows the log to delete what no store needs to recover any more, once its retention is over.
   *
   * @param flushedSequenceNumber every store has this and all before on disk
   */
  void release(long flushedSequenceNumber);

  @Override
  void close() throws IOException;
}
