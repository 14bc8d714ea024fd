package dev.tarn.kv.index;

import dev.tarn.kv.index.TableIndexes.EntryConsumer;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TimeToLive;
import dev.tarn.partitioner.HashRange;
import dev.tarn.partitioner.KeyHash;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items of a table whose time to live is over. An item's entry lies in the item's own
 * partition, among the others of the partition in the order of their expiry, under
 *
 * <pre>
 * offset  0        4                 12               20
 *         +--------+-----------------+----------------+------------------+
 *         | index  | first hash of   | seconds of the | hash and sort    |
 *         | number | the partition,  | expiry since   | key of the item  |
 *         |        | high 8 bytes    | 1970, 8 bytes  |                  |
 *         +--------+-----------------+----------------+------------------+
 * </pre>
 *
 * <p>A pure function of an item, as the entries of secondary indexes are.
 */
public final class ExpiryIndex {
  /**
   * Older times are no times of expiry (developer guide, "Time to Live"): so that a number of
   * another meaning deletes nothing.
   */
  static final long MAX_AGE_S = 5L * 365 * 24 * 60 * 60;

  private static final EncodedItem NOTHING = EncodedItem.of(Item.EMPTY);

  private final int table;
  private final TimeToLive timeToLive;

  private ExpiryIndex(int table, TimeToLive timeToLive) {
    this.table = table;
    this.timeToLive = timeToLive;
  }

  /** That of a table, or null if its items do not expire. */
  public static @Nullable ExpiryIndex of(TableDefinition table) {
    TimeToLive timeToLive = table.timeToLive();
    return timeToLive == null ? null : new ExpiryIndex(table.number(), timeToLive);
  }

  /** The number of its entries. */
  public int number() {
    return timeToLive.number();
  }

  /** Whether every item that can expire has its entry. */
  public boolean isComplete() {
    return timeToLive.complete();
  }

  /**
   * Tells of every entry that a change of an item puts or deletes, or leaves as it was.
   *
   * @param partition the hashes of the item's partition
   */
  public void derive(Change change, HashRange partition, EntryConsumer consumer) {
    StoreKey before = entry(change.key(), change.oldImage(), partition);
    StoreKey after = entry(change.key(), change.newImage(), partition);
    if (before != null && (after == null || !before.equals(after))) {
      consumer.accept(before, null);
    }
    if (after != null) {
      consumer.accept(after, NOTHING);
    }
  }

  /** The key of an item's entry, or null if it cannot expire, or is not there. */
  public @Nullable StoreKey entry(
      StoreKey itemKey, @Nullable EncodedItem item, HashRange partition) {
    long expiryS = expiryS(item);
    byte[] key = itemKey.bytes();
    return expiryS == 0
        ? null
        : StoreKey.of(
            number(),
            new KeyHash(partition.first(), expiryS),
            Arrays.copyOfRange(key, StoreKey.HASH_OFFSET, key.length));
  }

  /** The key of the item that an entry is of. */
  public StoreKey itemKey(StoreKey entry) {
    byte[] bytes = entry.bytes();
    byte[] key = new byte[bytes.length - KeyHash.BYTES];
    System.arraycopy(StoreKey.of(table, new KeyHash(0, 0), new byte[0]).bytes(), 0, key, 0, 4);
    System.arraycopy(bytes, StoreKey.SORT_KEY_OFFSET, key, StoreKey.HASH_OFFSET, key.length - 4);
    return StoreKey.wrap(key);
  }

  /** The entries of a partition's items whose time is over. */
  public KeyRange due(HashRange partition, long nowS) {
    byte[] least = {};
    return new KeyRange(
        StoreKey.of(number(), new KeyHash(partition.first(), nowS - MAX_AGE_S), least),
        StoreKey.of(number(), new KeyHash(partition.first(), nowS + 1), least));
  }

  /** Whether an item's time is over. */
  public boolean isDue(EncodedItem item, long nowS) {
    long expiryS = expiryS(item);
    return expiryS != 0 && expiryS <= nowS && expiryS >= nowS - MAX_AGE_S;
  }

  /** The seconds since 1970 at which an item expires, or 0 if it does not. */
  private long expiryS(@Nullable EncodedItem item) {
    if (item == null) {
      return 0;
    }
    AttributeValue value = item.decode(Set.of(timeToLive.attribute())).get(timeToLive.attribute());
    return value instanceof N number ? seconds(number.value().toBigDecimal()) : 0;
  }

  /** Whole seconds; 0 for what no clock shows. */
  private static long seconds(BigDecimal number) {
    BigDecimal whole = number.setScale(0, RoundingMode.CEILING);
    boolean possible = whole.signum() > 0 && whole.precision() <= 18;
    return possible ? whole.longValueExact() : 0;
  }
}
