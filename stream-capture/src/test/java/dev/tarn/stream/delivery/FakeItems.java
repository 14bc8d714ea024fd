package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.engine.SystemWrite;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.TableCounts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** System tables in memory, whose writes become durable when the test says so. */
final class FakeItems implements SystemItems {
  final NavigableMap<StoreKey, EncodedItem> durable = new TreeMap<>();
  private final Deque<Write> queued = new ArrayDeque<>();
  private boolean immediate = true;
  private int failures;
  int writes;

  private record Write(List<SystemWrite> writes, CompletableFuture<Void> done) {}

  /** Whether writes become durable at once, or with {@link #flush}. */
  void setImmediate(boolean immediate) {
    this.immediate = immediate;
  }

  /** Makes a number of writes durable, the oldest first. */
  void flush(int count) {
    for (int i = 0; i < count && !queued.isEmpty(); i++) {
      Write write = queued.remove();
      apply(write.writes());
      write.done().complete(null);
    }
  }

  void flushAll() {
    flush(queued.size());
  }

  /** Refuses the oldest write. */
  void refuse() {
    if (!queued.isEmpty()) {
      queued.remove().done().completeExceptionally(new ThrottlingException("busy"));
    }
  }

  /** Lets the next questions for counts fail. */
  void failCounts(int count) {
    failures = count;
  }

  /** Loses what is not durable. */
  void crash() {
    queued.clear();
  }

  @Override
  public @Nullable EncodedItem get(StoreKey key) {
    return durable.get(key);
  }

  @Override
  public List<EncodedItem> read(KeyRange range, int limit) {
    return durable.subMap(range.lower(), range.upper()).values().stream().limit(limit).toList();
  }

  @Override
  public TableCounts counts(SystemTable table) {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("no counts");
    }
    KeyRange range = table.range();
    long bytes = 0;
    int count = 0;
    for (EncodedItem item : durable.subMap(range.lower(), range.upper()).values()) {
      count++;
      bytes += item.size();
    }
    return new TableCounts(count, bytes);
  }

  @Override
  public CompletableFuture<Void> write(List<SystemWrite> system) {
    writes++;
    Write write = new Write(system, new CompletableFuture<>());
    queued.add(write);
    if (immediate) {
      flushAll();
    }
    return write.done();
  }

  private void apply(List<SystemWrite> system) {
    for (SystemWrite write : system) {
      if (write.item() == null) {
        durable.remove(write.key());
      } else {
        durable.put(write.key(), write.item());
      }
    }
  }
}
