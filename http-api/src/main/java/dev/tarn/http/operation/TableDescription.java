package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.kv.store.TableCounts;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;

/**
 * A table as the table operations describe it.
 *
 * @param table the table
 * @param status such as ACTIVE
 * @param counts its items
 * @param arns how it is named
 */
record TableDescription(TableDefinition table, String status, TableCounts counts, Arns arns) {
  static TableDescription of(TableDefinition table, String status, Database database) {
    return new TableDescription(table, status, database.engine().counts(table), database.arns());
  }

  /** Writes the description as a member of the answer. */
  void write(AnswerJson json, String member) {
    json.startObject(member);
    writeKeys(json, table.keySchema());
    json.string("TableName", table.name().value());
    json.string("TableStatus", status);
    json.timestamp("CreationDateTime", table.createdMs());
    writeThroughput(json);
    json.number("TableSizeBytes", counts.sizeBytes());
    json.number("ItemCount", counts.itemCount());
    json.string("TableArn", arns.of(table));
    json.string("TableId", table.id());
    json.bool("DeletionProtectionEnabled", table.deletionProtected());
    writeStream(json);
    json.endObject();
  }

  private static void writeKeys(AnswerJson json, KeySchema schema) {
    json.startArray("AttributeDefinitions");
    writeDefinition(json, schema.partitionKey());
    if (schema.sortKey() != null) {
      writeDefinition(json, schema.sortKey());
    }
    json.endArray();
    writeKeySchema(json, schema);
  }

  /** Writes the member KeySchema. */
  static void writeKeySchema(AnswerJson json, KeySchema schema) {
    json.startArray("KeySchema");
    writeElement(json, schema.partitionKey(), "HASH");
    if (schema.sortKey() != null) {
      writeElement(json, schema.sortKey(), "RANGE");
    }
    json.endArray();
  }

  private static void writeDefinition(AnswerJson json, KeyAttribute attribute) {
    json.startObject();
    json.string("AttributeName", attribute.name());
    json.string("AttributeType", attribute.type().name());
    json.endObject();
  }

  private static void writeElement(AnswerJson json, KeyAttribute attribute, String keyType) {
    json.startObject();
    json.string("AttributeName", attribute.name());
    json.string("KeyType", keyType);
    json.endObject();
  }

  private void writeThroughput(AnswerJson json) {
    json.startObject("ProvisionedThroughput");
    json.number("NumberOfDecreasesToday", 0);
    json.number("ReadCapacityUnits", table.throughput().readCapacityUnits());
    json.number("WriteCapacityUnits", table.throughput().writeCapacityUnits());
    json.endObject();
    if (table.billingMode() == BillingMode.PAY_PER_REQUEST) {
      json.startObject("BillingModeSummary");
      json.string("BillingMode", table.billingMode().name());
      json.timestamp("LastUpdateToPayPerRequestDateTime", table.createdMs());
      json.endObject();
    }
  }

  private void writeStream(AnswerJson json) {
    StreamDefinition latest = table.latestStream();
    if (latest == null) {
      return;
    }
    if (latest.enabled()) {
      json.startObject("StreamSpecification");
      json.bool("StreamEnabled", true);
      json.string("StreamViewType", latest.viewType().name());
      json.endObject();
    }
    json.string("LatestStreamLabel", latest.label());
    json.string("LatestStreamArn", arns.of(table, latest));
  }
}
