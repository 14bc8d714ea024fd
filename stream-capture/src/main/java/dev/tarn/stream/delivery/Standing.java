package dev.tarn.stream.delivery;

import dev.tarn.stream.trigger.DeliveryReport;
import dev.tarn.stream.trigger.TriggerMetrics;
import java.time.Duration;
import java.util.List;

/** How a trigger stands, for those who ask from other threads. */
final class Standing {
  static final String NOTHING_YET = "No records processed";
  static final String OK = "OK";

  private static final String PROBLEM = "PROBLEM: ";
  private static final int MAX_LENGTH = 300;
  private static final long DAY_MS = Duration.ofHours(24).toMillis();

  final Counters counters = new Counters();
  final DeliveryLog deliveries = new DeliveryLog();
  private volatile String lastResult = NOTHING_YET;
  private volatile String lasting = "";
  private volatile long backlogRecords;
  private volatile long oldestMs = Long.MAX_VALUE;

  /** What LastProcessingResult says. */
  String lastResult(long nowMs) {
    if (!lasting.isEmpty()) {
      return lasting;
    }
    return oldestMs < nowMs - DAY_MS
        ? PROBLEM + "more than 24 hours behind; the last attempt: " + lastResult
        : lastResult;
  }

  void ok() {
    lastResult = OK;
  }

  void problem(String what) {
    String text = PROBLEM + what;
    lastResult = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
  }

  /** A problem that is shown until someone changes the trigger. */
  void lastingProblem(String what) {
    lasting = PROBLEM + what;
  }

  /** Someone has changed the trigger, and knows. */
  void forgetLasting() {
    lasting = "";
  }

  void backlog(long records, long oldestRecordMs) {
    backlogRecords = records;
    oldestMs = oldestRecordMs;
  }

  void report(DeliveryReport report) {
    counters.deliveries.increment();
    if (!report.succeeded()) {
      counters.failures.increment();
    }
    deliveries.add(report);
  }

  List<DeliveryReport> reports() {
    return deliveries.newestFirst();
  }

  TriggerMetrics metrics(long nowMs) {
    return new TriggerMetrics(
        counters.delivered.sum(),
        counters.filtered.sum(),
        counters.deadLettered.sum(),
        counters.deliveries.sum(),
        counters.failures.sum(),
        counters.trimmed.sum(),
        backlogRecords,
        Math.max(0, nowMs - oldestMs));
  }
}
