package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import org.jspecify.annotations.Nullable;

/** Which attributes the answer to a write shows; named as on the wire. */
enum ReturnValues {
  NONE,
  ALL_OLD,
  UPDATED_OLD,
  ALL_NEW,
  UPDATED_NEW;

  /** What the request asks for, of all of them. */
  static ReturnValues of(Structure input) {
    String value = input.string("ReturnValues");
    return value == null ? NONE : valueOf(value);
  }

  /**
   * What a request asks for whose operation can show the old item only.
   *
   * @throws ValidationException if it asks for something else
   */
  static ReturnValues ofReplacing(Structure input) {
    ReturnValues values = of(input);
    if (values != NONE && values != ALL_OLD) {
      throw new ValidationException("ReturnValues can only be ALL_OLD or NONE");
    }
    return values;
  }

  /** Whether the error of a failed condition is to show the item. */
  static boolean onConditionCheckFailure(Structure input) {
    return ALL_OLD.name().equals(input.string("ReturnValuesOnConditionCheckFailure"));
  }

  /**
   * Writes the member Attributes, where there is something to show.
   *
   * @param update what was asked to change, or null for a put or delete
   */
  void write(AnswerJson json, WriteResult result, @Nullable Update update) {
    switch (this) {
      case NONE -> {}
      case ALL_OLD -> writeAll(json, result.oldItem());
      case ALL_NEW -> writeAll(json, result.newItem());
      case UPDATED_OLD -> writeUpdated(json, result.oldItem(), update);
      case UPDATED_NEW -> writeUpdated(json, result.newItem(), update);
    }
  }

  private static void writeAll(AnswerJson json, @Nullable EncodedItem item) {
    if (item != null) {
      json.item("Attributes", item);
    }
  }

  private static void writeUpdated(
      AnswerJson json, @Nullable EncodedItem item, @Nullable Update update) {
    if (item == null || update == null) {
      return;
    }
    Item updated = update.updatedPaths(item.decode());
    if (!updated.isEmpty()) {
      json.item("Attributes", updated);
    }
  }
}
