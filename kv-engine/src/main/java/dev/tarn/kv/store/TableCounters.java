package dev.tarn.kv.store;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The counts of all tables as of the latest mutation. One thread counts, any thread reads. */
final class TableCounters {
  private final ConcurrentHashMap<Integer, Counter> counters = new ConcurrentHashMap<>();

  /** One table's counts. */
  static final class Counter {
    private volatile TableCounts counts = TableCounts.ZERO;
    private @Nullable Memtable memtable;

    TableCounts counts() {
      return counts;
    }
  }

  TableCounts counts(int table) {
    Counter counter = counters.get(table);
    return counter == null ? TableCounts.ZERO : counter.counts;
  }

  /** Sets what was stored. */
  void set(int table, TableCounts counts) {
    counter(table).counts = counts;
  }

  /** Adds what a mutation in a memtable says. */
  void add(Mutation mutation, Memtable memtable) {
    int table = mutation.key().table();
    Counter counter = counter(table);
    counter.counts = counter.counts.plus(mutation.countDelta(), mutation.sizeDelta());
    if (counter.memtable != memtable) {
      counter.memtable = memtable;
      memtable.count(table, counter);
    }
  }

  void remove(int table) {
    counters.remove(table);
  }

  private Counter counter(int table) {
    Counter counter = counters.get(table);
    return counter != null ? counter : counters.computeIfAbsent(table, absent -> new Counter());
  }
}
