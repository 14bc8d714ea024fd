package dev.tarn.http.rest.table;

import dev.tarn.http.rest.RestJson;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.store.TableCounts;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A table as clients see it: the document that creates one like it, its state and its size.
 *
 * @param table the table
 * @param engine where it is
 */
record TableView(TableDefinition table, Engine engine) {
  void write(RestJson json) {
    json.string("name", table.name().value());
    json.string("status", engine.status(table).name());
    json.string("created", Instant.ofEpochMilli(table.createdMs()).toString());
    TableCounts counts = engine.counts(table);
    json.number("itemCount", counts.itemCount());
    json.number("sizeBytes", counts.sizeBytes());
    writeKey(json, "partitionKey", List.of(table.keySchema().partitionKey()));
    KeyAttribute sortKey = table.keySchema().sortKey();
    writeKey(json, "sortKey", sortKey == null ? List.of() : List.of(sortKey));
    json.startArray("indexes");
    table.indexes().forEach(index -> write(json, index));
    json.endArray();
    StreamDefinition stream = table.latestStream();
    if (stream != null && stream.enabled()) {
      json.string(TableDocument.STREAM, stream.viewType().name());
    }
    if (table.timeToLive() != null) {
      json.string(TableDocument.TIME_TO_LIVE, table.timeToLive().attribute());
    }
    json.bool(TableDocument.DELETION_PROTECTION, table.deletionProtected());
  }

  private void write(RestJson json, IndexDefinition index) {
    json.startObject();
    json.string("name", index.name());
    json.string("kind", index.isGlobal() ? "global" : "local");
    json.string("status", index.status().name());
    json.number("itemCount", engine.counts(index).itemCount());
    writeKey(json, "partitionKey", index.keySchema().partitionKey());
    writeKey(json, "sortKey", index.keySchema().sortKey());
    if (index.projection().nonKeyAttributes().isEmpty()) {
      json.string("projection", index.projection().type().name());
    } else {
      json.startArray("projection");
      index.projection().nonKeyAttributes().forEach(json::string);
      json.endArray();
    }
    json.endObject();
  }

  /** A key of one attribute is an object, of several an array. */
  private static void writeKey(RestJson json, String member, List<KeyAttribute> attributes) {
    if (attributes.size() == 1) {
      json.startObject(member);
      writeMembers(json, attributes.getFirst());
      json.endObject();
    } else if (!attributes.isEmpty()) {
      json.startArray(member);
      for (KeyAttribute attribute : attributes) {
        json.startObject();
        writeMembers(json, attribute);
        json.endObject();
      }
      json.endArray();
    }
  }

  private static void writeMembers(RestJson json, KeyAttribute attribute) {
    json.string("name", attribute.name());
    json.string("type", typeName(attribute.type()));
  }

  private static String typeName(AttributeType type) {
    return switch (type) {
      case S -> "string";
      case N -> "number";
      case B -> "binary";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }
}
