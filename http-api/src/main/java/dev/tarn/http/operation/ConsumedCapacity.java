package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.item.EncodedItem;
import org.jspecify.annotations.Nullable;

/**
 * The capacity units that a request has consumed, and how much of it the answer tells (developer
 * guide, "Capacity unit consumption"): a strongly consistent read takes a unit per 4 KB, an
 * eventually consistent one half of it, a write a unit per 1 KB of the larger of the old and the
 * new item.
 */
enum ConsumedCapacity {
  NONE,
  TOTAL,
  INDEXES;

  private static final int READ_UNIT_BYTES = 4096;
  private static final int WRITE_UNIT_BYTES = 1024;

  /** What the request asks for. */
  static ConsumedCapacity of(Structure input) {
    String value = input.string("ReturnConsumedCapacity");
    return value == null ? NONE : valueOf(value);
  }

  /** The units of reading some bytes; nothing found counts as one unit. */
  static double readUnits(long bytes, boolean consistent) {
    long units = Math.max(1, (bytes + READ_UNIT_BYTES - 1) / READ_UNIT_BYTES);
    return consistent ? units : units / 2.0;
  }

  /** The units of a write. */
  static double writeUnits(WriteResult result) {
    int bytes = Math.max(size(result.oldItem()), size(result.newItem()));
    return Math.max(1, (bytes + WRITE_UNIT_BYTES - 1) / WRITE_UNIT_BYTES);
  }

  /** Writes the member ConsumedCapacity, if it was asked for. */
  void write(AnswerJson json, String tableName, double units) {
    if (this != NONE) {
      json.startObject("ConsumedCapacity");
      writeMembers(json, tableName, units);
      json.endObject();
    }
  }

  /** Writes an element of a batch's ConsumedCapacity, which must have been asked for. */
  void writeElement(AnswerJson json, String tableName, double units) {
    json.startObject();
    writeMembers(json, tableName, units);
    json.endObject();
  }

  private void writeMembers(AnswerJson json, String tableName, double units) {
    json.string("TableName", tableName);
    json.number("CapacityUnits", units);
    if (this == INDEXES) {
      json.startObject("Table");
      json.number("CapacityUnits", units);
      json.endObject();
    }
  }

  private static int size(@Nullable EncodedItem item) {
    return item == null ? 0 : item.size();
  }
}
