package dev.tarn.http.lambda;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.stream.trigger.Batching;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.TriggerSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters that CreateEventSourceMapping and UpdateEventSourceMapping share. */
final class MappingParameters {
  private static final String REPORT_BATCH_ITEM_FAILURES = "ReportBatchItemFailures";

  /** Of other event sources: silently leaving them out would not be what was asked for. */
  private static final Set<String> OF_OTHER_SOURCES =
      Set.of(
          "Topics",
          "Queues",
          "SourceAccessConfigurations",
          "SelfManagedEventSource",
          "AmazonManagedKafkaEventSourceConfig",
          "SelfManagedKafkaEventSourceConfig",
          "DocumentDBEventSourceConfig",
          "ScalingConfig",
          "ProvisionedPollerConfig",
          "StartingPositionTimestamp");

  private final Parameters given;

  MappingParameters(JsonObject body) {
    given = new Parameters(body);
    Set<String> foreign = new TreeSet<>(body.fieldNames());
    foreign.retainAll(OF_OTHER_SOURCES);
    foreign.removeIf(name -> body.getValue(name) == null);
    if (!foreign.isEmpty()) {
      throw new ValidationException(
          "Unsupported parameter for given event source type: " + String.join(", ", foreign));
    }
  }

  /** The webhook that FunctionName means, or null if it is not given. */
  @Nullable String webhook() {
    String function = given.string("FunctionName");
    return function == null ? null : FunctionName.webhook(function);
  }

  /** Settings in which what is given takes the place of what was. */
  TriggerSettings applyTo(TriggerSettings before) {
    String webhook = webhook();
    return new TriggerSettings(
        webhook == null ? before.webhook() : webhook,
        given.bool("Enabled", before.enabled()),
        batching(before.batching()),
        failures(before.failures()),
        filters(before.filterPatterns()),
        before.retainUntilDelivered());
  }

  private Batching batching(Batching before) {
    return new Batching(
        given.integer("BatchSize", before.batchSize()),
        given.integer("MaximumBatchingWindowInSeconds", before.maximumBatchingWindowSeconds()),
        given.integer("ParallelizationFactor", before.parallelizationFactor()),
        given.integer("TumblingWindowInSeconds", before.tumblingWindowSeconds()));
  }

  private FailurePolicy failures(FailurePolicy before) {
    return new FailurePolicy(
        given.integer("MaximumRetryAttempts", before.maximumRetryAttempts()),
        given.integer("MaximumRecordAgeInSeconds", before.maximumRecordAgeSeconds()),
        given.bool("BisectBatchOnFunctionError", before.bisectBatchOnFunctionError()),
        reportsFailures(before.reportBatchItemFailures()),
        onFailure(before.onFailure()));
  }

  private boolean reportsFailures(boolean before) {
    JsonArray types = given.array("FunctionResponseTypes");
    if (types == null) {
      return before;
    }
    if (!types.stream().allMatch(REPORT_BATCH_ITEM_FAILURES::equals)) {
      throw new ValidationException(
          "FunctionResponseTypes takes nothing but " + REPORT_BATCH_ITEM_FAILURES);
    }
    return !types.isEmpty();
  }

  /** An empty destination takes away the one that was. */
  private @Nullable String onFailure(@Nullable String before) {
    JsonObject destinations = given.object("DestinationConfig");
    if (destinations == null) {
      return before;
    }
    JsonObject onFailure = new Parameters(destinations).object("OnFailure");
    String destination = onFailure == null ? null : new Parameters(onFailure).string("Destination");
    return destination == null || destination.isEmpty() ? null : FunctionName.webhook(destination);
  }

  private List<String> filters(List<String> before) {
    JsonObject criteria = given.object("FilterCriteria");
    if (criteria == null) {
      return before;
    }
    JsonArray filters = new Parameters(criteria).array("Filters");
    return filters == null ? List.of() : filters.stream().map(MappingParameters::pattern).toList();
  }

  private static String pattern(Object filter) {
    String pattern =
        filter instanceof JsonObject object ? new Parameters(object).string("Pattern") : null;
    if (pattern == null) {
      throw new ValidationException("A filter has a Pattern, which is a string");
    }
    return pattern;
  }
}
