package dev.tarn.kv.table;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is set of a table and only shown.
 *
 * @param tableClass the table class, or null if none was ever chosen
 * @param kmsMasterKeyId the key that it is said to be encrypted with, as it was given or {@link
 *     #DEFAULT_KEY}; null for the service's own
 * @param onDemandThroughput its upper bounds, or null
 * @param warmThroughput what it was asked to be ready for, or null
 * @param tags its tags by their keys
 */
public record TableSettings(
    @Nullable TableClass tableClass,
    @Nullable String kmsMasterKeyId,
    @Nullable OnDemandThroughput onDemandThroughput,
    @Nullable WarmThroughput warmThroughput,
    ImmutableSortedMap<String, String> tags) {
  /** Stands for the account's own key for DynamoDB. */
  public static final String DEFAULT_KEY = "alias/aws/dynamodb";

  /** Nothing set. */
  public static final TableSettings NONE =
      new TableSettings(null, null, null, null, ImmutableSortedMap.of());

  /** These settings with other tags. */
  public TableSettings withTags(Map<String, String> newTags) {
    return new TableSettings(
        tableClass,
        kmsMasterKeyId,
        onDemandThroughput,
        warmThroughput,
        ImmutableSortedMap.copyOf(newTags));
  }

  /** These settings without upper bounds, as when the table becomes provisioned. */
  public TableSettings withoutOnDemandThroughput() {
    return new TableSettings(tableClass, kmsMasterKeyId, null, warmThroughput, tags);
  }
}
