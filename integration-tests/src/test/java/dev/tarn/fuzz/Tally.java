package dev.tarn.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What was asked, and how it was answered. */
final class Tally {
  private final Map<String, Counts> byOperation = new TreeMap<>();
  private final Map<String, Integer> byError = new TreeMap<>();
  private int requests;
  private long slowestNs;

  private static final class Counts {
    private int done;
    private int refused;
    private int unspoken;
  }

  /** Counts an exchange of the protocol. */
  void count(String operation, WireAnswer answer) throws IOException {
    requests++;
    Counts counts = byOperation.computeIfAbsent(operation, name -> new Counts());
    if (answer.status() == 200) {
      counts.done++;
    } else {
      counts.refused++;
      byError.merge(errorName(answer.text()), 1, Integer::sum);
    }
  }

  /** Counts a request that HTTP alone had to answer. */
  void countUnspoken(String operation) {
    requests++;
    byOperation.computeIfAbsent(operation, name -> new Counts()).unspoken++;
  }

  void took(long nanoseconds) {
    slowestNs = Math.max(slowestNs, nanoseconds);
  }

  int requests() {
    return requests;
  }

  private static String errorName(String body) {
    int from = body.indexOf('#') + 1;
    int to = body.indexOf('"', from);
    return to < 0 ? body : body.substring(from, to);
  }

  /** A table of all that was counted. */
  String summary() {
    StringBuilder text = new StringBuilder();
    text.append("%-28s %9s %9s %9s%n".formatted("operation", "done", "refused", "not JSON"));
    byOperation.forEach(
        (name, counts) ->
            text.append(
                "%-28s %9d %9d %9d%n"
                    .formatted(name, counts.done, counts.refused, counts.unspoken)));
    text.append("errors: ").append(byError);
    text.append(", slowest answer: %d ms%n".formatted(Duration.ofNanos(slowestNs).toMillis()));
    return text.toString();
  }
}
