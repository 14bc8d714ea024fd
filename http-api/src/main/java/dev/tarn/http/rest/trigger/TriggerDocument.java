package dev.tarn.http.rest.trigger;

import dev.tarn.http.rest.JsonBody;
import dev.tarn.http.rest.Members;
import dev.tarn.stream.trigger.Batching;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.TriggerSettings;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of a trigger as a client describes them. What is not there stays as it is, what is
 * null becomes as it is if nothing is said.
 *
 * @param members the body
 */
record TriggerDocument(Members members) {
  private static final Set<String> SETTINGS =
      Set.of(
          "webhook",
          "enabled",
          "retainUntilDelivered",
          "filters",
          "batchSize",
          "maximumBatchingWindowInSeconds",
          "parallelizationFactor",
          "tumblingWindowInSeconds",
          "maximumRetryAttempts",
          "maximumRecordAgeInSeconds",
          "bisectBatchOnFunctionError",
          "reportBatchItemFailures",
          "onFailure");

  /**
   * Reads a body.
   *
   * @param more the members that it may have beside the settings
   */
  static TriggerDocument of(byte[] body, String... more) {
    Set<String> known =
        Stream.concat(SETTINGS.stream(), Stream.of(more)).collect(Collectors.toSet());
    return new TriggerDocument(Members.of(JsonBody.parse(body), known));
  }

  /** The settings of a new trigger. */
  TriggerSettings toSettings() {
    return applyTo(TriggerSettings.of(members.requiredString("webhook")));
  }

  /** Settings in which what is described takes the place of what was. */
  TriggerSettings applyTo(TriggerSettings before) {
    String webhook = members.string("webhook");
    return new TriggerSettings(
        webhook == null ? before.webhook() : webhook,
        bool("enabled", before.enabled(), true),
        batching(before.batching()),
        failures(before.failures()),
        members.has("filters") ? PatternText.all(members) : before.filterPatterns(),
        bool("retainUntilDelivered", before.retainUntilDelivered(), false));
  }

  private Batching batching(Batching before) {
    Batching initial = Batching.DEFAULT;
    return new Batching(
        integer("batchSize", before.batchSize(), initial.batchSize()),
        integer(
            "maximumBatchingWindowInSeconds",
            before.maximumBatchingWindowSeconds(),
            initial.maximumBatchingWindowSeconds()),
        integer(
            "parallelizationFactor",
            before.parallelizationFactor(),
            initial.parallelizationFactor()),
        integer(
            "tumblingWindowInSeconds",
            before.tumblingWindowSeconds(),
            initial.tumblingWindowSeconds()));
  }

  private FailurePolicy failures(FailurePolicy before) {
    return new FailurePolicy(
        integer("maximumRetryAttempts", before.maximumRetryAttempts(), FailurePolicy.UNLIMITED),
        integer(
            "maximumRecordAgeInSeconds", before.maximumRecordAgeSeconds(), FailurePolicy.UNLIMITED),
        bool("bisectBatchOnFunctionError", before.bisectBatchOnFunctionError(), false),
        bool("reportBatchItemFailures", before.reportBatchItemFailures(), false),
        members.has("onFailure") ? members.string("onFailure") : before.onFailure());
  }

  private int integer(String name, int before, int initial) {
    Integer value = members.integer(name);
    return value != null ? value : members.has(name) ? initial : before;
  }

  private boolean bool(String name, boolean before, boolean initial) {
    Boolean value = members.bool(name);
    return value != null ? value : members.has(name) ? initial : before;
  }
}
