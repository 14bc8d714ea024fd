package dev.tarn.stream.trigger;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.List;

/**
 * What can be set, and changed later, of a trigger.
 *
 * @param webhook FunctionName: the name of the webhook that is called
 * @param enabled Enabled: whether changes are delivered now
 * @param batching how changes become batches
 * @param failures what happens to batches that fail
 * @param filterPatterns FilterCriteria: event patterns, of which a record must match one; none for
 *     all records; at most {@value #MAX_FILTERS}, each of up to {@value #MAX_PATTERN_LENGTH}
 *     characters
 * @param retainUntilDelivered whether the log keeps what is not delivered yet beyond its 24 hours.
 *     Tarn's own
 */
public record TriggerSettings(
    String webhook,
    boolean enabled,
    Batching batching,
    FailurePolicy failures,
    List<String> filterPatterns,
    boolean retainUntilDelivered) {
  /** The most filters: the service's quota, which it raises to this on request. */
  public static final int MAX_FILTERS = 10;

  /** The longest pattern, in characters (API model, Pattern). */
  public static final int MAX_PATTERN_LENGTH = 4_096;

  /**
   * Rejects too many or too long filters. What they mean is looked at when a trigger is made.
   *
   * @throws ValidationException if there are more filters, or longer ones, than allowed
   */
  public TriggerSettings {
    filterPatterns = List.copyOf(filterPatterns);
    if (filterPatterns.size() > MAX_FILTERS) {
      throw new ValidationException("FilterCriteria has at most " + MAX_FILTERS + " filters");
    }
    if (filterPatterns.stream().anyMatch(pattern -> pattern.length() > MAX_PATTERN_LENGTH)) {
      throw new ValidationException(
          "A filter's pattern has at most " + MAX_PATTERN_LENGTH + " characters");
    }
  }

  /** The settings of a trigger of which nothing but its webhook is said. */
  public static TriggerSettings of(String webhook) {
    return new TriggerSettings(
        webhook, true, Batching.DEFAULT, FailurePolicy.DEFAULT, List.of(), false);
  }

  /** These settings with another webhook. */
  public TriggerSettings withWebhook(String name) {
    return new TriggerSettings(
        name, enabled, batching, failures, filterPatterns, retainUntilDelivered);
  }

  /** These settings, enabled or not. */
  public TriggerSettings withEnabled(boolean nowEnabled) {
    return new TriggerSettings(
        webhook, nowEnabled, batching, failures, filterPatterns, retainUntilDelivered);
  }

  /** These settings with other batching. */
  public TriggerSettings withBatching(Batching other) {
    return new TriggerSettings(
        webhook, enabled, other, failures, filterPatterns, retainUntilDelivered);
  }

  /** These settings with another failure policy. */
  public TriggerSettings withFailures(FailurePolicy other) {
    return new TriggerSettings(
        webhook, enabled, batching, other, filterPatterns, retainUntilDelivered);
  }

  /** These settings with other filters. */
  public TriggerSettings withFilterPatterns(List<String> patterns) {
    return new TriggerSettings(
        webhook, enabled, batching, failures, patterns, retainUntilDelivered);
  }

  /** These settings, holding the log back or not. */
  public TriggerSettings withRetainUntilDelivered(boolean retain) {
    return new TriggerSettings(webhook, enabled, batching, failures, filterPatterns, retain);
  }
}
