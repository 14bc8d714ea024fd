package dev.tarn.kv.index;

import dev.tarn.kv.expression.IndexKeyCondition;
import dev.tarn.kv.expression.SortKeyCondition;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.key.CompositeKey;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.partitioner.KeyHash;
import java.util.List;

/**
 * The entries' keys that a key condition selects. Behind the values that it speaks of come more, at
 * least the item's primary key: so each value stands for a range of keys.
 */
public final class IndexRange {
  private final int index;
  private final KeyHash hash;
  private final List<AttributeValue> prefix;

  private IndexRange(int index, IndexKeyCondition condition) {
    this.index = index;
    this.hash = IndexKey.hash(condition.partitionValues());
    this.prefix = condition.sortPrefix();
  }

  /** The range of an index's keys that satisfy the condition; empty if none can. */
  public static KeyRange of(int index, IndexKeyCondition condition) {
    return new IndexRange(index, condition).of(condition.range());
  }

  private KeyRange of(SortKeyCondition condition) {
    KeyRange all = startingWith(key(prefix()));
    return switch (condition) {
      case SortKeyCondition.None none -> all;
      case SortKeyCondition.Equal equal -> startingWith(key(equal.value()));
      case SortKeyCondition.Less less -> all.before(key(less.value()));
      case SortKeyCondition.LessOrEqual upTo -> all.before(after(upTo.value()));
      case SortKeyCondition.Greater greater -> all.from(after(greater.value()));
      case SortKeyCondition.GreaterOrEqual from -> all.from(key(from.value()));
      case SortKeyCondition.Between between ->
          new KeyRange(key(between.lower()), after(between.upper()));
      case SortKeyCondition.BeginsWith begins ->
          startingWith(key(prefix().addOpen(begins.prefix())));
      case SortKeyCondition.NotIndexable refused -> throw new AssertionError(refused);
    };
  }

  private static KeyRange startingWith(StoreKey key) {
    return new KeyRange(key, KeyRange.afterPrefix(key));
  }

  private StoreKey after(AttributeValue value) {
    return KeyRange.afterPrefix(key(value));
  }

  private StoreKey key(AttributeValue value) {
    return key(prefix().add(value));
  }

  private StoreKey key(CompositeKey sortKey) {
    return StoreKey.of(index, hash, sortKey.toBytes());
  }

  private CompositeKey prefix() {
    CompositeKey key = new CompositeKey();
    prefix.forEach(key::add);
    return key;
  }
}
