package dev.tarn.kv.engine;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work that waits in the sequencer's queue, with the one who waits for it. */
sealed interface Submission {
  /** Tells the one who waits that it may not have happened, and why. */
  void refuse(DynamoDbException error);

  /** Whether it is refused while the disk is nearly full. */
  default boolean mayFillDisk() {
    return true;
  }

  /**
   * Writes of items: each a commit of its own, in their order, answered together.
   *
   * @param writes one or more
   * @param listener told when all are durable
   */
  record Items(List<ItemWrite> writes, WriteListener listener) implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      listener.completed(writes.stream().map(write -> WriteResult.refused(error)).toList());
    }
  }

  /**
   * A change of a table.
   *
   * @param listener told when it is durable
   */
  record Table(TableWrite write, Consumer<TableResult> listener) implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      listener.accept(new TableResult(null, error));
    }
  }

  /**
   * Writes of items that happen together or not at all, each of another item.
   *
   * @param writes one or more
   * @param token makes it happen once though it is sent twice, or null
   * @param listener told when they are durable; if one is refused, none has happened
   */
  record Transaction(
      List<ItemWrite> writes, @Nullable ClientRequestToken token, WriteListener listener)
      implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      listener.completed(writes.stream().map(write -> WriteResult.refused(error)).toList());
    }
  }

  /**
   * A read of items as they are at one moment.
   *
   * @param listener told the items, null where there is none, when they are durable
   */
  record Snapshot(
      List<StoreKey> keys,
      BiConsumer<@Nullable List<@Nullable EncodedItem>, @Nullable DynamoDbException> listener)
      implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      listener.accept(null, error);
    }

    @Override
    public boolean mayFillDisk() {
      return false;
    }
  }

  /**
   * Writes of items of system tables that happen together.
   *
   * @param listener told null when they are durable, or why they have not happened
   */
  record SystemItems(List<SystemWrite> writes, Consumer<@Nullable DynamoDbException> listener)
      implements Submission {
    /** Checkpoints are small, and let the log be trimmed: they go on while the disk is low. */
    @Override
    public boolean mayFillDisk() {
      return writes.stream()
          .anyMatch(
              write ->
                  write.item() != null && write.key().table() == SystemTable.DEAD_LETTERS.number());
    }

    @Override
    public void refuse(DynamoDbException error) {
      listener.accept(error);
    }
  }

  /**
   * Removes an item of a system table that is needed no more.
   *
   * @param remembered the item as it was when that was found
   */
  record Forget(StoreKey key, EncodedItem remembered) implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      // Nobody waits: it is tried again.
    }
  }

  /**
   * The next slice of filling a table's new index.
   *
   * @param table the table's number
   * @param done run once the slice is durable, or was refused
   */
  record Backfill(int table, Runnable done) implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      done.run();
    }
  }

  /**
   * Deletes items whose time to live is over; those that live on by then stay.
   *
   * @param table the table's number
   * @param index the number of the expiry index that has found them
   * @param keys the items' keys
   * @param done run once they are durably deleted, or that was refused
   */
  record Expire(int table, int index, List<StoreKey> keys, Runnable done) implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      done.run();
    }
  }

  /** Ends the deletion of a table that took a while. */
  record EndDeletion(int table) implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      // Nobody waits: it is tried again.
    }
  }

  /** Drops what the engine remembers of an index whose entries are all deleted. */
  record ForgetIndex(int table, int index) implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      // Nobody waits: it is tried again.
    }
  }

  /**
   * Closes a table's open shards and opens their children, unless that has happened meanwhile.
   *
   * @param found the table as it was when they were found to be due
   */
  record RollOver(TableDefinition found) implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      // Nobody waits: it is tried again.
    }
  }

  /** Nothing but an occasion to freeze memtables, when no client writes. */
  record Checkpoint() implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      // Nobody waits: there will be another.
    }

    @Override
    public boolean mayFillDisk() {
      return false;
    }
  }

  /** The last of all submissions: the sequencer ends. */
  record End() implements Submission {
    @Override
    public void refuse(DynamoDbException error) {
      // Nobody waits.
    }

    @Override
    public boolean mayFillDisk() {
      return false;
    }
  }

  /**
   * What became of a {@link TableWrite}.
   *
   * @param table the table after the change, or as it was if it was deleted; null on an error
   * @param error why nothing was changed, or null
   */
  record TableResult(@Nullable TableDefinition table, @Nullable DynamoDbException error) {}
}
