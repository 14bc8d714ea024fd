package dev.tarn.stream.delivery;

import java.util.concurrent.atomic.LongAdder;

/** What a trigger has done since the server's start. */
final class Counters {
  final LongAdder delivered = new LongAdder();
  final LongAdder filtered = new LongAdder();
  final LongAdder deadLettered = new LongAdder();
  final LongAdder deliveries = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder trimmed = new LongAdder();
}
