package dev.tarn.http.protocol;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.IdempotentParameterMismatchException;
import dev.tarn.kv.error.DynamoDbException.IncompleteSignatureException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.error.DynamoDbException.InvalidSignatureException;
import dev.tarn.kv.error.DynamoDbException.MissingAuthenticationTokenException;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.RequestEntityTooLargeException;
import dev.tarn.kv.error.DynamoDbException.SerializationException;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import dev.tarn.kv.error.DynamoDbException.UnknownOperationException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.EncodedItem;

/** An error as an answer: its HTTP status and its JSON. */
public record ErrorAnswer(DynamoDbException error) implements AnswerWriter {
  private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
  private static final String CORAL_SERVICE = "com.amazon.coral.service#";

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
    json.string("__type", namespace() + error.errorName());
    String message = error.getMessage();
    if (message != null) {
      json.string(messageName(), message);
    }
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
      json.startArray("CancellationReasons");
      cancelled.reasons().forEach(reason -> write(json, reason));
      json.endArray();
    }
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

  private String namespace() {
    return switch (error) {
      case ValidationException e -> "com.amazon.coral.validate#";
      case ThrottlingException e -> "com.amazon.coral.availability#";
      case SerializationException e -> CORAL_SERVICE;
      case UnknownOperationException e -> CORAL_SERVICE;
      case MissingAuthenticationTokenException e -> CORAL_SERVICE;
      case IncompleteSignatureException e -> CORAL_SERVICE;
      case InvalidSignatureException e -> CORAL_SERVICE;
      case RequestEntityTooLargeException e -> CORAL_SERVICE;
      case DynamoDbException e -> DYNAMODB;
    };
  }

  /** The service's own inconsistency. */
  private String messageName() {
    return error instanceof SerializationException
            || error instanceof TransactionCanceledException
            || error instanceof IdempotentParameterMismatchException
        ? "Message"
        : "message";
  }
}
