package dev.tarn.http.lambda;

import dev.tarn.http.operation.Arns;
import dev.tarn.stream.trigger.Batching;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.Trigger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trigger as Lambda's EventSourceMappingConfiguration. */
final class MappingConfiguration {
  private static final double MS_PER_SECOND = 1_000;

  private MappingConfiguration() {}

  static JsonObject of(Trigger trigger, Arns arns) {
    Batching batching = trigger.settings().batching();
    FailurePolicy failures = trigger.settings().failures();
    return new JsonObject()
        .put("UUID", trigger.uuid().toString())
        .put("EventSourceMappingArn", arns.ofEventSourceMapping(trigger.uuid()))
        .put("EventSourceArn", arns.of(trigger.stream()))
        .put("FunctionArn", arns.ofFunction(trigger.settings().webhook()))
        .put("StartingPosition", trigger.startingPosition().name())
        .put("State", trigger.state().toString())
        .put("StateTransitionReason", trigger.stateTransitionReason())
        .put("LastModified", trigger.lastModifiedMs() / MS_PER_SECOND)
        .put("LastProcessingResult", trigger.lastProcessingResult())
        .put("BatchSize", batching.batchSize())
        .put("MaximumBatchingWindowInSeconds", batching.maximumBatchingWindowSeconds())
        .put("ParallelizationFactor", batching.parallelizationFactor())
        .put("TumblingWindowInSeconds", batching.tumblingWindowSeconds())
        .put("MaximumRetryAttempts", failures.maximumRetryAttempts())
        .put("MaximumRecordAgeInSeconds", failures.maximumRecordAgeSeconds())
        .put("BisectBatchOnFunctionError", failures.bisectBatchOnFunctionError())
        .put("FunctionResponseTypes", responseTypes(failures))
        .put("DestinationConfig", destinations(failures.onFailure(), arns))
        .put("FilterCriteria", filters(trigger.settings().filterPatterns()));
  }

  private static JsonArray responseTypes(FailurePolicy failures) {
    return failures.reportBatchItemFailures()
        ? JsonArray.of("ReportBatchItemFailures")
        : new JsonArray();
  }

  private static JsonObject destinations(@Nullable String onFailure, Arns arns) {
    JsonObject destination = new JsonObject();
    if (onFailure != null) {
      destination.put("Destination", arns.ofFunction(onFailure));
    }
    return JsonObject.of("OnFailure", destination);
  }

  private static @Nullable JsonObject filters(List<String> patterns) {
    if (patterns.isEmpty()) {
      return null;
    }
    List<JsonObject> filters =
        patterns.stream().map(pattern -> JsonObject.of("Pattern", pattern)).toList();
    return JsonObject.of("Filters", new JsonArray(filters));
  }
}
