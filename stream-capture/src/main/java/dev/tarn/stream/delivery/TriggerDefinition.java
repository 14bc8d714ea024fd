package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableName;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.trigger.Batching;
import dev.tarn.stream.trigger.FailurePolicy;
import dev.tarn.stream.trigger.StartingPosition;
import dev.tarn.stream.trigger.TriggerSettings;
import java.util.UUID;

/**
 * A trigger as it is stored.
 *
 * @param uuid its name
 * @param stream the stream it follows
 * @param tableNumber the number of the stream's table, which no later table of its name has
 * @param startingPosition where it began
 * @param startSequenceNumber the first sequence number it wants; 0 for all that is kept
 * @param settings what can be changed
 * @param reason who made the last change, or what went wrong
 * @param lastModifiedMs when, in milliseconds since 1970
 * @param epoch how often it was told to deliver again
 */
record TriggerDefinition(
    UUID uuid,
    StreamId stream,
    int tableNumber,
    StartingPosition startingPosition,
    long startSequenceNumber,
    TriggerSettings settings,
    String reason,
    long lastModifiedMs,
    int epoch) {
  static final String BY_USER = "User action";

  private static final byte[] NO_SORT_KEY = {};

  TriggerDefinition with(TriggerSettings changed, String why, long nowMs) {
    return new TriggerDefinition(
        uuid,
        stream,
        tableNumber,
        startingPosition,
        startSequenceNumber,
        changed,
        why,
        nowMs,
        epoch);
  }

  TriggerDefinition nextEpoch(long nowMs) {
    return new TriggerDefinition(
        uuid,
        stream,
        tableNumber,
        startingPosition,
        startSequenceNumber,
        settings,
        BY_USER,
        nowMs,
        epoch + 1);
  }

  StoreKey key() {
    return SystemTable.TRIGGERS.key(uuid.toString(), NO_SORT_KEY);
  }

  EncodedItem encode() {
    Batching batching = settings.batching();
    FailurePolicy failures = settings.failures();
    return new Fields()
        .text("Uuid", uuid.toString())
        .text("Table", stream.table().value())
        .text("StreamLabel", stream.label())
        .number("TableNumber", tableNumber)
        .text("StartingPosition", startingPosition.name())
        .number("StartSequenceNumber", startSequenceNumber)
        .text("Webhook", settings.webhook())
        .flag("Enabled", settings.enabled())
        .number("BatchSize", batching.batchSize())
        .number("MaximumBatchingWindow", batching.maximumBatchingWindowSeconds())
        .number("ParallelizationFactor", batching.parallelizationFactor())
        .number("TumblingWindow", batching.tumblingWindowSeconds())
        .number("MaximumRetryAttempts", failures.maximumRetryAttempts())
        .number("MaximumRecordAge", failures.maximumRecordAgeSeconds())
        .flag("BisectBatch", failures.bisectBatchOnFunctionError())
        .flag("ReportBatchItemFailures", failures.reportBatchItemFailures())
        .text("OnFailure", failures.onFailure())
        .texts("FilterPatterns", settings.filterPatterns())
        .flag("RetainUntilDelivered", settings.retainUntilDelivered())
        .text("Reason", reason)
        .number("LastModifiedMs", lastModifiedMs)
        .number("Epoch", epoch)
        .toItem();
  }

  static TriggerDefinition decode(EncodedItem item) {
    Fields fields = Fields.of(item);
    return new TriggerDefinition(
        UUID.fromString(fields.text("Uuid")),
        new StreamId(new TableName(fields.text("Table")), fields.text("StreamLabel")),
        fields.integer("TableNumber"),
        StartingPosition.valueOf(fields.text("StartingPosition")),
        fields.number("StartSequenceNumber"),
        settings(fields),
        fields.text("Reason"),
        fields.number("LastModifiedMs"),
        fields.integer("Epoch"));
  }

  private static TriggerSettings settings(Fields fields) {
    return new TriggerSettings(
        fields.text("Webhook"),
        fields.flag("Enabled"),
        new Batching(
            fields.integer("BatchSize"),
            fields.integer("MaximumBatchingWindow"),
            fields.integer("ParallelizationFactor"),
            fields.integer("TumblingWindow")),
        new FailurePolicy(
            fields.integer("MaximumRetryAttempts"),
            fields.integer("MaximumRecordAge"),
            fields.flag("BisectBatch"),
            fields.flag("ReportBatchItemFailures"),
            fields.textOrNull("OnFailure")),
        fields.texts("FilterPatterns"),
        fields.flag("RetainUntilDelivered"));
  }
}
