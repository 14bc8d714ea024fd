package dev.tarn.http.rest.trigger;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.rest.RestJson;
import dev.tarn.stream.trigger.Batching;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.TriggerMetrics;
import dev.tarn.stream.trigger.TriggerSettings;
import java.time.Instant;

/** Writes a trigger. The names of its settings are those of Lambda's event source mapping. */
final class TriggerView {
  private TriggerView() {}

  static void write(RestJson json, Trigger trigger, Arns arns) {
    json.string("id", trigger.uuid().toString());
    json.string("table", trigger.stream().table().toString());
    json.string("stream", arns.of(trigger.stream()));
    json.string("startingPosition", trigger.startingPosition().name());
    json.string("state", trigger.state().toString());
    json.string("stateTransitionReason", trigger.stateTransitionReason());
    json.string("lastModified", Instant.ofEpochMilli(trigger.lastModifiedMs()).toString());
    json.string("lastProcessingResult", trigger.lastProcessingResult());
    writeSettings(json, trigger.settings());
  }

  private static void writeSettings(RestJson json, TriggerSettings settings) {
    json.string("webhook", settings.webhook());
    json.bool("enabled", settings.enabled());
    json.bool("retainUntilDelivered", settings.retainUntilDelivered());
    json.raw("filters", "[" + String.join(",", settings.filterPatterns()) + "]");
    Batching batching = settings.batching();
    json.number("batchSize", batching.batchSize());
    json.number("maximumBatchingWindowInSeconds", batching.maximumBatchingWindowSeconds());
    json.number("parallelizationFactor", batching.parallelizationFactor());
    json.number("tumblingWindowInSeconds", batching.tumblingWindowSeconds());
    FailurePolicy failures = settings.failures();
    json.number("maximumRetryAttempts", failures.maximumRetryAttempts());
    json.number("maximumRecordAgeInSeconds", failures.maximumRecordAgeSeconds());
    json.bool("bisectBatchOnFunctionError", failures.bisectBatchOnFunctionError());
    json.bool("reportBatchItemFailures", failures.reportBatchItemFailures());
    if (failures.onFailure() != null) {
      json.string("onFailure", failures.onFailure());
    }
  }

  /** How the trigger has done since the server's start. */
  static void writeMetrics(RestJson json, TriggerMetrics metrics) {
    json.startObject("metrics");
    json.number("delivered", metrics.delivered());
    json.number("filtered", metrics.filtered());
    json.number("deadLettered", metrics.deadLettered());
    json.number("deliveries", metrics.deliveries());
    json.number("failures", metrics.failures());
    json.number("trimmed", metrics.trimmed());
    json.number("backlogRecords", metrics.backlogRecords());
    json.number("lagMs", metrics.lagMs());
    json.endObject();
  }
}
