package dev.tarn.kv.engine;

import dev.tarn.kv.expression.KeyCondition;
import dev.tarn.kv.expression.SortKeyCondition;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.SortKeyEncoding;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.partitioner.KeyHash;

/** The stored keys that a key condition selects. */
public final class QueryRange {
  private final int table;
  private final KeyHash hash;

  private QueryRange(int table, KeyHash hash) {
    this.table = table;
    this.hash = hash;
  }

  /** The range of a table's keys that satisfy the condition; empty if none can. */
  public static KeyRange of(int table, KeyCondition condition) {
    return new QueryRange(table, PrimaryKey.hash(condition.partitionValue()))
        .of(condition.sortKey());
  }

  private KeyRange of(SortKeyCondition condition) {
    KeyRange all = KeyRange.ofPartitionKey(table, hash);
    return switch (condition) {
      case SortKeyCondition.None none -> all;
      case SortKeyCondition.Equal equal -> new KeyRange(key(equal.value()), after(equal.value()));
      case SortKeyCondition.Less less -> all.before(key(less.value()));
      case SortKeyCondition.LessOrEqual upTo -> all.before(after(upTo.value()));
      case SortKeyCondition.Greater greater -> all.from(after(greater.value()));
      case SortKeyCondition.GreaterOrEqual from -> all.from(key(from.value()));
      case SortKeyCondition.Between between ->
          new KeyRange(key(between.lower()), after(between.upper()));
      case SortKeyCondition.BeginsWith begins ->
          new KeyRange(key(begins.prefix()), KeyRange.afterPrefix(key(begins.prefix())));
      case SortKeyCondition.NotIndexable refused -> throw new AssertionError(refused);
    };
  }

  private StoreKey key(AttributeValue sortValue) {
    return StoreKey.of(table, hash, SortKeyEncoding.encode(sortValue));
  }

  private StoreKey after(AttributeValue sortValue) {
    return KeyRange.after(key(sortValue));
  }
}
