package dev.tarn.it.application;

import static dev.tarn.it.Values.attribute;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The right to work on a shard, as the Kinesis client library keeps it: an item with a counter that
 * its owner raises. Who sees a counter stand still may take the lease.
 *
 * @param key the shard
 * @param counter raised with each change of the lease
 * @param owner the worker that has it, or null
 * @param checkpoint how far the shard has been read
 */
record Lease(String key, long counter, @Nullable String owner, String checkpoint) {
  static Lease of(Map<String, AttributeValue> item) {
    AttributeValue owner = item.get("leaseOwner");
    return new Lease(
        attribute(item, "leaseKey").s(),
        Long.parseLong(attribute(item, "leaseCounter").n()),
        owner == null ? null : owner.s(),
        attribute(item, "checkpoint").s());
  }
}
