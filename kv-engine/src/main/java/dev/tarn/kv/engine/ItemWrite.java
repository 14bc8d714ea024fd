package dev.tarn.kv.engine;

import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableDefinition;
import org.jspecify.annotations.Nullable;

/** A write of one item, ready to be evaluated against the item as it is. */
public sealed interface ItemWrite {
  /** The table, as it was when the request was read. */
  TableDefinition table();

  /** The item's key. */
  StoreKey key();

  /** What must hold of the item as it is, or null. */
  @Nullable Condition condition();

  /** Whether a failed condition's error carries the item. */
  boolean returnItemOnFailure();

  /**
   * Replaces the item, or creates it.
   *
   * @param item the whole new item
   */
  record Put(
      TableDefinition table,
      StoreKey key,
      EncodedItem item,
      @Nullable Condition condition,
      boolean returnItemOnFailure)
      implements ItemWrite {}

  /** Removes the item, if there is one. */
  record Delete(
      TableDefinition table,
      StoreKey key,
      @Nullable Condition condition,
      boolean returnItemOnFailure)
      implements ItemWrite {}

  /**
   * Changes the item, or creates it from its key.
   *
   * @param keyAttributes what an item that is not there yet starts with
   * @param update what to change; null changes nothing, yet creates the item
   */
  record Modify(
      TableDefinition table,
      StoreKey key,
      Item keyAttributes,
      @Nullable Update update,
      @Nullable Condition condition,
      boolean returnItemOnFailure)
      implements ItemWrite {}

  /** Leaves the item as it is, and insists on the condition: a part of a transaction. */
  record Check(
      TableDefinition table, StoreKey key, Condition condition, boolean returnItemOnFailure)
      implements ItemWrite {}
}
