package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.OnDemandThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.WarmThroughput;

/** The part of a table's description that its settings are. */
record TableSettingsDescription(TableDefinition table, Arns arns) {
  /** The warm throughput that a table shows. */
  static WarmThroughput warmThroughput(TableDefinition table) {
    return WarmThroughput.shown(
        table.settings().warmThroughput(), table.billingMode(), table.throughput());
  }

  /** Writes the member WarmThroughput of a table or index. */
  static void write(AnswerJson json, WarmThroughput warm) {
    json.startObject("WarmThroughput");
    json.number("ReadUnitsPerSecond", warm.readUnitsPerSecond());
    json.number("WriteUnitsPerSecond", warm.writeUnitsPerSecond());
    json.string("Status", "ACTIVE");
    json.endObject();
  }

  void write(AnswerJson json) {
    writeThroughput(json);
    writeBillingMode(json);
    writeOnDemandThroughput(json);
    write(json, warmThroughput(table));
    writeTableClass(json);
    writeEncryption(json);
  }

  private void writeThroughput(AnswerJson json) {
    json.startObject("ProvisionedThroughput");
    writeTime(json, "LastIncreaseDateTime", table.times().increasedMs());
    writeTime(json, "LastDecreaseDateTime", table.times().decreasedMs());
    json.number("NumberOfDecreasesToday", 0);
    json.number("ReadCapacityUnits", table.throughput().readCapacityUnits());
    json.number("WriteCapacityUnits", table.throughput().writeCapacityUnits());
    json.endObject();
  }

  /** A table that was never on-demand has no summary. */
  private void writeBillingMode(AnswerJson json) {
    long payPerRequestMs = table.times().payPerRequestMs();
    if (payPerRequestMs == 0 && table.billingMode() == BillingMode.PROVISIONED) {
      return;
    }
    // Definitions of earlier versions do not say since when.
    long sinceMs = payPerRequestMs == 0 ? table.createdMs() : payPerRequestMs;
    json.startObject("BillingModeSummary");
    json.string("BillingMode", table.billingMode().name());
    json.timestamp("LastUpdateToPayPerRequestDateTime", sinceMs);
    json.endObject();
    json.startObject("TableThroughputModeSummary");
    json.string("TableThroughputMode", table.billingMode().name());
    json.timestamp("LastUpdateToPayPerRequestDateTime", sinceMs);
    json.endObject();
  }

  private void writeOnDemandThroughput(AnswerJson json) {
    OnDemandThroughput onDemand = table.settings().onDemandThroughput();
    if (onDemand != null) {
      json.startObject("OnDemandThroughput");
      json.number("MaxReadRequestUnits", onDemand.maxReadRequestUnits());
      json.number("MaxWriteRequestUnits", onDemand.maxWriteRequestUnits());
      json.endObject();
    }
  }

  private void writeTableClass(AnswerJson json) {
    if (table.settings().tableClass() != null) {
      json.startObject("TableClassSummary");
      json.string("TableClass", table.settings().tableClass().name());
      writeTime(json, "LastUpdateDateTime", table.times().tableClassMs());
      json.endObject();
    }
  }

  private void writeEncryption(AnswerJson json) {
    String key = table.settings().kmsMasterKeyId();
    if (key != null) {
      json.startObject("SSEDescription");
      json.string("Status", "ENABLED");
      json.string("SSEType", "KMS");
      json.string("KMSMasterKeyArn", arns.ofKey(key));
      json.endObject();
    }
  }

  private static void writeTime(AnswerJson json, String name, long timeMs) {
    if (timeMs != 0) {
      json.timestamp(name, timeMs);
    }
  }
}
