package dev.tarn.http.lambda;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.LimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.TableNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import io.vertx.core.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An error as Lambda's API names it.
 *
 * @param status the HTTP status
 * @param name what the header x-amzn-ErrorType says
 * @param message what is wrong
 */
record LambdaError(int status, String name, @Nullable String message) {
  private static final Logger LOG = System.getLogger(LambdaError.class.getName());
  private static final int FAULT = 500;

  /** The body is no JSON object. */
  static final LambdaError NO_OBJECT =
      new LambdaError(400, "InvalidRequestContentException", "The body must be a JSON object.");

  /** The body is longer than any request of this API. */
  static final LambdaError TOO_LARGE =
      new LambdaError(413, "RequestTooLargeException", "The body is too large.");

  /** There is nothing at the path. */
  static final LambdaError NO_SUCH_PATH =
      new LambdaError(404, "UnknownOperationException", "There is no such operation.");

  /** What to answer for something thrown; a fault of ours is logged, and tells nothing. */
  static LambdaError of(Throwable thrown) {
    return switch (thrown) {
      case CompletionException e when e.getCause() != null -> of(e.getCause());
      case DynamoDbException e -> of(e);
      case RejectedExecutionException e ->
          new LambdaError(429, "TooManyRequestsException", "Too many requests wait; try again.");
      default -> {
        LOG.log(Level.ERROR, "A request failed", thrown);
        yield new LambdaError(FAULT, "ServiceException", "Internal error");
      }
    };
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("Type", status == FAULT ? "Service" : "User")
        .put("Message", message)
        .put("message", message);
  }

  private static LambdaError of(DynamoDbException error) {
    String message = error.getMessage();
    return switch (error) {
      case ResourceNotFoundException e ->
          new LambdaError(404, "ResourceNotFoundException", message);
      case TableNotFoundException e -> new LambdaError(404, "ResourceNotFoundException", message);
      case ResourceInUseException e -> new LambdaError(409, "ResourceConflictException", message);
      case LimitExceededException e -> new LambdaError(429, "TooManyRequestsException", message);
      case ThrottlingException e -> new LambdaError(429, "TooManyRequestsException", message);
      case ProvisionedThroughputExceededException e ->
          new LambdaError(429, "TooManyRequestsException", message);
      case DynamoDbException e -> new LambdaError(400, "InvalidParameterValueException", message);
    };
  }
}
