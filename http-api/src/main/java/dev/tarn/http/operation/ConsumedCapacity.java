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
      writeMembers(json, tableName, units, CapacityKind.ANY);
      json.endObject();
    }
  }

  /** Writes the member ConsumedCapacity of several tables, by their names, if it was asked for. */
  void write(AnswerJson json, Map<String, CapacityUnits> units) {
    write(json, units, CapacityKind.ANY);
  }

  /** As {@link #write(AnswerJson, Map)}, telling as what the units are consumed. */
  void write(AnswerJson json, Map<String, CapacityUnits> units, CapacityKind kind) {
    if (this != NONE) {
      json.startArray("ConsumedCapacity");
      units.forEach((tableName, ofTable) -> writeElement(json, tableName, ofTable, kind));
      json.endArray();
    }
  }

  /** Writes an element of a batch's ConsumedCapacity, which must have been asked for. */
  void writeElement(AnswerJson json, String tableName, CapacityUnits units) {
    writeElement(json, tableName, units, CapacityKind.ANY);
  }

  private void writeElement(
      AnswerJson json, String tableName, CapacityUnits units, CapacityKind kind) {
    json.startObject();
    writeMembers(json, tableName, units, kind);
    json.endObject();
  }

  private void writeMembers(
      AnswerJson json, String tableName, CapacityUnits units, CapacityKind kind) {
    json.string("TableName", tableName);
    kind.write(json, units.total());
    if (this == INDEXES) {
      writeParts(json, units, kind);
    }
  }

  private static void writeParts(AnswerJson json, CapacityUnits units, CapacityKind kind) {
    json.startObject("Table");
    kind.write(json, units.table());
    json.endObject();
    writeIndexes(json, "LocalSecondaryIndexes", units.local(), kind);
    writeIndexes(json, "GlobalSecondaryIndexes", units.global(), kind);
  }

  private static void writeIndexes(
      AnswerJson json, String member, Map<String, Double> indexes, CapacityKind kind) {
    if (indexes.isEmpty()) {
      return;
    }
    json.startObject(member);
    indexes.forEach(
        (name, units) -> {
          json.startObject(name);
          kind.write(json, units);
          json.endObject();
        });
    json.endObject();
  }
}
