package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.engine.SystemWrite;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.TableCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The port to the system tables' items. */
interface SystemItems {
  /** The most bytes of a page, by the rule of item sizes. */
  int MAX_PAGE_BYTES = 1 << 20;

  /** The item under a key, or null. */
  @Nullable EncodedItem get(StoreKey key);

  /** The first items of a range, as many as the limit or a page allows. */
  List<EncodedItem> read(KeyRange range, int limit);

  /** All items of a small table: of a few pages at most. */
  default List<EncodedItem> all(SystemTable table, Function<EncodedItem, StoreKey> keyOf) {
    List<EncodedItem> items = new ArrayList<>();
    List<EncodedItem> page = read(table.range(), Integer.MAX_VALUE);
    while (!page.isEmpty()) {
      items.addAll(page);
      KeyRange rest = table.range().from(KeyRange.after(keyOf.apply(page.getLast())));
      page = read(rest, Integer.MAX_VALUE);
    }
    return items;
  }

  /** A table's exact item count and size. */
  TableCounts counts(SystemTable table);

  /**
   * Writes items, each another, all or none.
   *
   * @return completed when they are durable and visible, or with why they are not written
   */
  CompletableFuture<Void> write(List<SystemWrite> writes);

  /** Writes an item, or removes it if it is null; blocks until that is durable. */
  default void store(StoreKey key, @Nullable EncodedItem item) {
    write(List.of(new SystemWrite(key, item))).join();
  }
}
