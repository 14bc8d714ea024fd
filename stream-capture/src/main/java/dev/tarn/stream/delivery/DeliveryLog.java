package dev.tarn.stream.delivery;

import dev.tarn.stream.trigger.DeliveryReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A trigger's last deliveries. */
final class DeliveryLog {
  static final int CAPACITY = 100;

  private final Deque<DeliveryReport> newestFirst = new ArrayDeque<>(CAPACITY);

  synchronized void add(DeliveryReport report) {
    if (newestFirst.size() == CAPACITY) {
      newestFirst.removeLast();
    }
    newestFirst.addFirst(report);
  }

  synchronized List<DeliveryReport> newestFirst() {
    return List.copyOf(newestFirst);
  }
}
