package dev.tarn.stream.delivery;

import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.stream.log.ChangeVisitor;
import dev.tarn.stream.log.LoggedChange;
import dev.tarn.stream.log.ShardRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A log in memory: change {@code i} has the sequence number {@code i + 1}. */
final class FakeLog implements ChangeSource {
  final List<LoggedChange> changes = new ArrayList<>();

  /** The changes that a stream shows, by sequence number: their items' keys. */
  final NavigableMap<Long, String> shown = new TreeMap<>();

  private final PartitionMap partitions;
  private long first = 1;
  private int failures;

  FakeLog(PartitionMap partitions) {
    this.partitions = partitions;
  }

  /** Puts an item whose value is its sequence number. */
  void put(int table, String id, long timestampMs) {
    EncodedItem item =
        EncodedItem.of(
            new Item(
                Map.of("id", new S(id), "value", new N(Decimal.parse("" + (changes.size() + 1))))));
    add(change(table, id, item, false), timestampMs);
    shown.put(visibleSequenceNumber(), id);
  }

  /** A change that no stream shows. */
  void backfill(int table, String id, long timestampMs) {
    add(change(table, id, EncodedItem.of(new Item(Map.of("id", new S(id)))), true), timestampMs);
  }

  /** Forgets what is before a sequence number. */
  void trim(long firstKept) {
    first = firstKept;
  }

  /** Lets the next reads fail, each after its first change. */
  void failReads(int count) {
    failures = count;
  }

  @Override
  public long visibleSequenceNumber() {
    return changes.size();
  }

  @Override
  public long firstSequenceNumber() {
    return first;
  }

  @Override
  public long read(ShardRange range, long sinceMs, ChangeVisitor visitor) throws IOException {
    long to = Math.min(range.toSequenceNumber(), changes.size());
    for (long next = Math.max(first, range.fromSequenceNumber()); next <= to; next++) {
      LoggedChange change = changes.get((int) next - 1);
      boolean inRange =
          change.change().key().table() == range.table()
              && change.change().partition() == range.partition()
              && change.timestampMs() >= sinceMs;
      boolean enough = inRange && !visitor.visit(change);
      if (inRange) {
        failIfToFail();
      }
      if (enough) {
        return next;
      }
    }
    failIfToFail();
    return Math.max(range.fromSequenceNumber(), to + 1);
  }

  private void failIfToFail() throws IOException {
    if (failures > 0) {
      failures--;
      throw new IOException("no read");
    }
  }

  private void add(Change change, long timestampMs) {
    changes.add(new LoggedChange(changes.size() + 1L, timestampMs, change));
  }

  private Change change(int table, String id, EncodedItem item, boolean backfill) {
    StoreKey key = new PrimaryKey(new S(id), null).storeKey(table);
    int partition = partitions.locate(key.hash());
    return backfill
        ? Change.backfill(partition, key, item)
        : new Change(partition, key, null, item);
  }
}
