package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.CapacityUnits;
import java.util.Map;

/** How much an answer tells of the {@link CapacityUnits} that its request has consumed. */
enum ConsumedCapacity {
  NONE,
  TOTAL,
  INDEXES;

  /** What the request asks for. */
  static ConsumedCapacity of(Structure input) {
    String value = input.string("ReturnConsumedCapacity");
    return value == null ? NONE : valueOf(value);
  }

  /** Writes the member ConsumedCapacity, if it was asked for. */
  void write(AnswerJson json, String tableName, CapacityUnits units) {
    if (this != NONE) {
      json.startObject("ConsumedCapacity");
      writeMembers(json, tableName, units);
      json.endObject();
    }
  }

  /** Writes the member ConsumedCapacity of several tables, by their names, if it was asked for. */
  void write(AnswerJson json, Map<String, CapacityUnits> units) {
    if (this != NONE) {
      json.startArray("ConsumedCapacity");
      units.forEach((tableName, ofTable) -> writeElement(json, tableName, ofTable));
      json.endArray();
    }
  }

  /** Writes an element of a batch's ConsumedCapacity, which must have been asked for. */
  void writeElement(AnswerJson json, String tableName, CapacityUnits units) {
    json.startObject();
    writeMembers(json, tableName, units);
    json.endObject();
  }

  private void writeMembers(AnswerJson json, String tableName, CapacityUnits units) {
    json.string("TableName", tableName);
    json.number("CapacityUnits", units.total());
    if (this == INDEXES) {
      writeParts(json, units);
    }
  }

  private static void writeParts(AnswerJson json, CapacityUnits units) {
    json.startObject("Table");
    json.number("CapacityUnits", units.table());
    json.endObject();
    writeIndexes(json, "LocalSecondaryIndexes", units.local());
    writeIndexes(json, "GlobalSecondaryIndexes", units.global());
  }

  private static void writeIndexes(AnswerJson json, String member, Map<String, Double> indexes) {
    if (indexes.isEmpty()) {
      return;
    }
    json.startObject(member);
    indexes.forEach(
        (name, units) -> {
          json.startObject(name);
          json.number("CapacityUnits", units);
          json.endObject();
        });
    json.endObject();
  }
}
