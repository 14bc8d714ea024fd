package dev.tarn.kv.engine;

import dev.tarn.kv.engine.Catalog.DeletedTable;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableDefinitionCodec;
import dev.tarn.partitioner.HashRange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables in which the server keeps what it must remember itself. Their items take the same way
 * as all others; clients cannot name them.
 */
public enum SystemTable {
  /** The definitions of the tables in use, by table number. */
  TABLES(0),
  /** The definitions of deleted tables, by table number, with the time of their deletion. */
  DELETED_TABLES(1),
  /** The tokens of transactions, for ten minutes. */
  TOKENS(2),
  /** The targets of triggers. */
  WEBHOOKS(3),
  /** The settings of triggers. */
  TRIGGERS(4),
  /** How far each trigger has come in each partition. */
  CHECKPOINTS(5),
  /** The changes that triggers have given up. */
  DEAD_LETTERS(6);

  /** Numbers up to this one are kept for system tables. */
  static final int LAST_NUMBER = 15;

  private static final String DELETED_MS = "DeletedMs";

  private final int number;

  SystemTable(int number) {
    this.number = number;
  }

  /** The table's number: on disk for good. */
  public int number() {
    return number;
  }

  /** The key of an item of this table. */
  public StoreKey key(String partitionKey, byte[] sortKey) {
    return StoreKey.of(number, PrimaryKey.hash(new S(partitionKey)), sortKey);
  }

  /** The keys of all items of this table. */
  public KeyRange range() {
    return KeyRange.ofHashes(number, HashRange.ALL);
  }

  /**
   * The keys of the items of this table that have a partition key, in the order of their others.
   */
  public KeyRange range(String partitionKey) {
    return KeyRange.ofPartitionKey(number, PrimaryKey.hash(new S(partitionKey)));
  }

  /** The key of a table's definition. */
  StoreKey keyOf(TableDefinition table) {
    AttributeValue number = number(table.number());
    return StoreKey.of(number(), PrimaryKey.hash(number), new byte[0]);
  }

  /** A definition as it is stored in {@link #TABLES}. */
  static EncodedItem encode(TableDefinition table) {
    return EncodedItem.of(TableDefinitionCodec.encode(table));
  }

  /** A deleted table as it is stored in {@link #DELETED_TABLES}. */
  static EncodedItem encode(DeletedTable table) {
    Map<String, AttributeValue> attributes =
        new LinkedHashMap<>(TableDefinitionCodec.encode(table.definition()).attributes());
    attributes.put(DELETED_MS, number(table.deletedMs()));
    return EncodedItem.of(new Item(attributes));
  }

  /** The catalog after a change: the same one if the change is of no system table. */
  static Catalog apply(Catalog catalog, Change change) {
    int table = change.key().table();
    if (table == TABLES.number()) {
      return change.newImage() != null
          ? catalog.with(TableDefinitionCodec.decode(change.newImage().decode()))
          : catalog.without(definition(change.oldImage()));
    }
    if (table == DELETED_TABLES.number()) {
      return change.newImage() != null
          ? catalog.withDeleted(decodeDeleted(change.newImage()))
          : catalog.withoutDeleted(definition(change.oldImage()).number());
    }
    return catalog;
  }

  private static DeletedTable decodeDeleted(EncodedItem item) {
    Item attributes = item.decode();
    AttributeValue deletedMs = attributes.get(DELETED_MS);
    if (!(deletedMs instanceof N number)) {
      throw new IllegalStateException("a stored deleted table has no " + DELETED_MS);
    }
    return new DeletedTable(
        TableDefinitionCodec.decode(attributes), Long.parseLong(number.value().toString()));
  }

  private static TableDefinition definition(@Nullable EncodedItem image) {
    if (image == null) {
      throw new IllegalStateException("a change of a system table has neither image");
    }
    return TableDefinitionCodec.decode(image.decode());
  }

  private static N number(long value) {
    return new N(Decimal.parse(Long.toString(value)));
  }
}
