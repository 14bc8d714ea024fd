package dev.tarn.kv.partiql;

import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.DuplicateItemException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with its parameters and its table: what is to be read or written. */
public sealed interface BoundStatement {
  /** The table it is about. */
  TableDefinition table();

  /**
   * A SELECT.
   *
   * @param index the index it reads, or null for the table itself
   * @param steps what to read, one after the other; none if nothing can satisfy the statement
   * @param forward whether ranges are read in ascending order
   * @param filter what must hold of the items read, beside being in the steps, or null
   * @param columns what to show of them
   */
  record Read(
      TableDefinition table,
      @Nullable IndexDefinition index,
      List<ReadStep> steps,
      boolean forward,
      @Nullable Condition filter,
      Columns columns)
      implements BoundStatement {
    /** Keeps the steps from changing. */
    public Read {
      steps = List.copyOf(steps);
    }

    /** The key of the one item that can be the answer, or null if the statement names no such. */
    public @Nullable StoreKey singleKey() {
      return steps.size() == 1 && steps.getFirst() instanceof ReadStep.Get(StoreKey key)
          ? key
          : null;
    }
  }

  /** An INSERT, UPDATE or DELETE, or an EXISTS. */
  sealed interface Write extends BoundStatement {
    /** The write that does it, with all of its conditions. */
    ItemWrite write();

    /** What to show of the item. */
    Returning returning();

    @Override
    default TableDefinition table() {
      return write().table();
    }

    /** The error that the client gets for one that the write met. */
    default DynamoDbException answerTo(DynamoDbException error) {
      return error;
    }
  }

  /** An INSERT: a put where no item may be. */
  record Insert(ItemWrite.Put write) implements Write {
    @Override
    public Returning returning() {
      return Returning.NONE;
    }

    @Override
    public DynamoDbException answerTo(DynamoDbException error) {
      return error instanceof ConditionalCheckFailedException
          ? new DuplicateItemException()
          : error;
    }
  }

  /**
   * An UPDATE of an item that must be there.
   *
   * @param update what changes
   */
  record Modify(ItemWrite.Modify write, Update update, Returning returning) implements Write {}

  /** A DELETE, which does nothing where no item is. */
  record Delete(ItemWrite.Delete write, Returning returning) implements Write {}

  /** An EXISTS: what must hold of one item for a transaction to be done. */
  record Check(ItemWrite.Check write) implements Write {
    @Override
    public Returning returning() {
      return Returning.NONE;
    }
  }
}
