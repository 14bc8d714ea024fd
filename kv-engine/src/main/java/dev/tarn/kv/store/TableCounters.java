package dev.tarn.kv.store;

import java.util.concurrent.ConcurrentHashMap;

/** The counts of all tables as of the latest mutation. One thread counts, any thread reads. */
final class TableCounters {
  private final ConcurrentHashMap<Integer, Counter> counters = new ConcurrentHashMap<>();

  /** One table's counts. */
  private static final class Counter {
    private volatile TableCounts counts = TableCounts.ZERO;
  }

  TableCounts counts(int table) {
    Counter counter = counters.get(table);
    return counter == null ? TableCounts.ZERO : counter.counts;
  }

  /** Sets what was stored. */
  void set(int table, TableCounts counts) {
    counter(table).counts = counts;
  }

  /** Adds what a mutation says. */
  void add(Mutation mutation) {
    Counter counter = counter(mutation.key().table());
    counter.counts = counter.counts.plus(mutation.countDelta(), mutation.sizeDelta());
  }

  void remove(int table) {
    counters.remove(table);
  }

  private Counter counter(int table) {
    Counter counter = counters.get(table);
    return counter != null ? counter : counters.computeIfAbsent(table, absent -> new Counter());
  }
}
