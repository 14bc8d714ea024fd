package dev.tarn.http.admin;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to fail, and how.
 *
 * @param name what the rule is called
 * @param operations the operations' names; none for all
 * @param table the name of a table that the request has to touch, or null
 * @param failure what happens
 * @param delayMs how much later it happens
 * @param afterwards whether the operation is done first: the delay and the failure come between it
 *     and its answer
 * @param frequency which of the requests it happens to
 */
record FailureRule(
    String name,
    Set<String> operations,
    @Nullable String table,
    Failure failure,
    long delayMs,
    boolean afterwards,
    Frequency frequency) {
  /** Whether the rule is about a request; the tables it touches are asked for if they matter. */
  boolean isAbout(String operation, Supplier<Set<String>> tables) {
    return (operations.isEmpty() || operations.contains(operation))
        && (table == null || tables.get().contains(table));
  }
}
