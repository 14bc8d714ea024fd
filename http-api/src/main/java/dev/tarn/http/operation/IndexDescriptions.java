package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.kv.store.TableCounts;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexProjection;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.IndexStatus;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import java.util.function.Predicate;

/**
 * A table's indexes as the table operations describe them. Their counts are exact, as the table's.
 *
 * @param table the table
 * @param tableStatus what the answer says of the table: with it, its indexes are created
 * @param database where the indexes are
 */
record IndexDescriptions(TableDefinition table, String tableStatus, Database database) {
  /** Writes the members LocalSecondaryIndexes and GlobalSecondaryIndexes, where there are any. */
  void write(AnswerJson json) {
    write(json, "LocalSecondaryIndexes", index -> !index.isGlobal());
    write(json, "GlobalSecondaryIndexes", IndexDefinition::isGlobal);
  }

  private void write(AnswerJson json, String member, Predicate<IndexDefinition> chosen) {
    List<IndexDefinition> indexes = table.indexes().stream().filter(chosen).toList();
    if (indexes.isEmpty()) {
      return;
    }
    json.startArray(member);
    indexes.forEach(index -> write(json, index));
    json.endArray();
  }

  private void write(AnswerJson json, IndexDefinition index) {
    json.startObject();
    json.string("IndexName", index.name());
    json.startArray("KeySchema");
    writeKeys(json, index.keySchema().partitionKey(), "HASH");
    writeKeys(json, index.keySchema().sortKey(), "RANGE");
    json.endArray();
    write(json, index.projection());
    if (index.isGlobal()) {
      writeStatus(json, index);
      IndexSpecification specification = index.specification();
      write(json, specification.throughput());
      TableSettingsDescription.write(json, specification.shownWarmThroughput(table.billingMode()));
    }
    TableCounts counts = database.engine().counts(index);
    json.number("IndexSizeBytes", counts.sizeBytes());
    json.number("ItemCount", counts.itemCount());
    json.string("IndexArn", database.arns().of(table, index));
    json.endObject();
  }

  private void writeStatus(AnswerJson json, IndexDefinition index) {
    boolean withTable = tableStatus.equals(IndexStatus.CREATING.name());
    json.string("IndexStatus", (withTable ? IndexStatus.CREATING : index.status()).name());
    if (index.status() == IndexStatus.CREATING) {
      json.bool("Backfilling", true);
    }
  }

  private static void writeKeys(AnswerJson json, List<KeyAttribute> attributes, String keyType) {
    attributes.forEach(attribute -> TableDescription.writeElement(json, attribute, keyType));
  }

  private static void write(AnswerJson json, IndexProjection projection) {
    json.startObject("Projection");
    json.string("ProjectionType", projection.type().name());
    if (!projection.nonKeyAttributes().isEmpty()) {
      json.startArray("NonKeyAttributes");
      projection.nonKeyAttributes().forEach(json::string);
      json.endArray();
    }
    json.endObject();
  }

  private static void write(AnswerJson json, ProvisionedThroughput throughput) {
    json.startObject("ProvisionedThroughput");
    json.number("NumberOfDecreasesToday", 0);
    json.number("ReadCapacityUnits", throughput.readCapacityUnits());
    json.number("WriteCapacityUnits", throughput.writeCapacityUnits());
    json.endObject();
  }
}
