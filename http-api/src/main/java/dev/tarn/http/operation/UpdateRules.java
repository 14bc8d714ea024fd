package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.List;

/** Which parameters of UpdateTable a request may, and must, have together. */
final class UpdateRules {
  private static final List<String> CHANGES =
      List.of(
          "ProvisionedThroughput",
          "BillingMode",
          "StreamSpecification",
          "GlobalSecondaryIndexUpdates",
          "SSESpecification",
          "ReplicaUpdates",
          "MultiRegionConsistency",
          "DeletionProtectionEnabled",
          "OnDemandThroughput",
          "WarmThroughput",
          "TableClass");

  private UpdateRules() {}

  /**
   * Passes a request that the service takes.
   *
   * @throws ValidationException if it asks for nothing, or for too much at once
   */
  static void check(Structure input) {
    List<String> given = CHANGES.stream().filter(input::has).toList();
    if (given.isEmpty()) {
      throw new ValidationException(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates,"
              + " MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency,"
              + " DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is"
              + " required");
    }
    requireAlone(given, "SSESpecification", "Server-Side Encryption modification");
    requireAlone(given, "TableClass", "TableClass modification");
    requireAlone(given, "DeletionProtectionEnabled", "DeletionProtection modification");
    requireAlone(given, "WarmThroughput", "WarmThroughput");
    if (given.contains("OnDemandThroughput")
        && !List.of("OnDemandThroughput", "BillingMode").containsAll(given)) {
      throw ValidationException.invalidParameter(
          "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request");
    }
    if (given.contains("StreamSpecification") && given.contains("ProvisionedThroughput")) {
      throw ValidationException.invalidParameter(
          "You cannot modify stream status while updating table IOPS");
    }
    if (given.contains("StreamSpecification") && createsOrDeletesIndex(input)) {
      throw ValidationException.invalidParameter(
          "You cannot create or delete index while changing stream status");
    }
    if (given.contains("ProvisionedThroughput")
        && !input.has("BillingMode")
        && createsOrDeletesIndex(input)) {
      throw ValidationException.invalidParameter(
          "You cannot create or delete index while updating table IOPS");
    }
  }

  private static boolean createsOrDeletesIndex(Structure input) {
    List<Structure> updates = input.structures("GlobalSecondaryIndexUpdates");
    return updates != null
        && updates.stream().anyMatch(update -> update.has("Create") || update.has("Delete"));
  }

  private static void requireAlone(List<String> given, String member, String change) {
    if (given.contains(member) && given.size() > 1) {
      throw ValidationException.invalidParameter(
          change + " must be the only operation in the request");
    }
  }
}
