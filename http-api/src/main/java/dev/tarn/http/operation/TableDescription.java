package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.kv.store.TableCounts;
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
 * @param database where it is
 */
record TableDescription(
    TableDefinition table, String status, TableCounts counts, Database database) {
  static TableDescription of(TableDefinition table, String status, Database database) {
    return new TableDescription(table, status, database.engine().counts(table), database);
  }

  /** Writes the description as a member of the answer. */
  void write(AnswerJson json, String member) {
    json.startObject(member);
    writeAttributes(json);
    writeKeySchema(json, table.keySchema());
    json.string("TableName", table.name().value());
    json.string("TableStatus", status);
    json.timestamp("CreationDateTime", table.createdMs());
    new TableSettingsDescription(table, database.arns()).write(json);
    json.number("TableSizeBytes", counts.sizeBytes());
    json.number("ItemCount", counts.itemCount());
    json.string("TableArn", database.arns().of(table));
    json.string("TableId", table.id());
    json.bool("DeletionProtectionEnabled", table.deletionProtected());
    new IndexDescriptions(table, status, database).write(json);
    writeStream(json);
    json.endObject();
  }

  private void writeAttributes(AnswerJson json) {
    json.startArray("AttributeDefinitions");
    AttributeDefinitions.of(table)
        .types()
        .forEach(
            (name, type) -> {
              json.startObject();
              json.string("AttributeName", name);
              json.string("AttributeType", type.name());
              json.endObject();
            });
    json.endArray();
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

  /** Writes an element of a KeySchema. */
  static void writeElement(AnswerJson json, KeyAttribute attribute, String keyType) {
    json.startObject();
    json.string("AttributeName", attribute.name());
    json.string("KeyType", keyType);
    json.endObject();
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
    json.string("LatestStreamArn", database.arns().of(table, latest));
  }
}
