package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Structure;

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
      units.writeParts(json);
    }
  }
}
