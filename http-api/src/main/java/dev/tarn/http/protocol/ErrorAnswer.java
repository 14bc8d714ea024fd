package dev.tarn.http.protocol;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.RequestEntityTooLargeException;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import dev.tarn.kv.item.EncodedItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error as an answer: its HTTP status and its JSON. */
public record ErrorAnswer(DynamoDbException error) implements AnswerWriter {
  /** The HTTP status. */
  public int status() {
    return switch (error) {
      case InternalServerError e -> 500;
      case RequestEntityTooLargeException e -> 413;
      case DynamoDbException e -> 400;
    };
  }

  @Override
  public void write(AnswerJson json) {
    write(json, new ErrorName(error.errorName()), error.getMessage());
    if (error instanceof ConditionalCheckFailedException failed) {
      EncodedItem item = failed.item();
      if (item != null) {
        json.item("Item", item);
      }
    }
    if (error instanceof ProvisionedThroughputExceededException exceeded) {
      json.startArray("ThrottlingReasons");
      json.startObject();
      json.string("reason", exceeded.reason());
      json.string("resource", exceeded.resource());
      json.endObject();
      json.endArray();
    }
    if (error instanceof TransactionCanceledException cancelled) {
      write(json, cancelled.reasons());
    }
  }

  /** Writes what every error has. */
  static void write(AnswerJson json, ErrorName name, @Nullable String message) {
    json.string("__type", name.qualified());
    if (message != null) {
      json.string(name.messageMember(), message);
    }
  }

  /** Writes what a cancelled transaction's error has more. */
  static void write(AnswerJson json, List<CancellationReason> reasons) {
    json.startArray("CancellationReasons");
    reasons.forEach(reason -> write(json, reason));
    json.endArray();
  }

  private static void write(AnswerJson json, CancellationReason reason) {
    json.startObject();
    json.string("Code", reason.code());
    EncodedItem item = reason.item();
    if (item != null) {
      json.item("Item", item);
    }
    String message = reason.message();
    if (message != null) {
      json.string("Message", message);
    }
    json.endObject();
  }
}
