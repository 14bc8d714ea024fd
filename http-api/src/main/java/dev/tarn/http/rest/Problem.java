package dev.tarn.http.rest;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.DuplicateItemException;
import dev.tarn.kv.error.DynamoDbException.ExpiredIteratorException;
import dev.tarn.kv.error.DynamoDbException.IdempotentParameterMismatchException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.error.DynamoDbException.LimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.RequestEntityTooLargeException;
import dev.tarn.kv.error.DynamoDbException.ResourceInUseException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.TableNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import dev.tarn.kv.error.DynamoDbException.TrimmedDataAccessException;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as an answer, after RFC 9457.
 *
 * @param status the HTTP status
 * @param detail what is wrong with this request, or null if the status says all
 * @param error DynamoDB's name of the error, or null if DynamoDB has none
 * @param headers more to answer with
 */
public record Problem(
    int status, @Nullable String detail, @Nullable String error, Map<String, String> headers) {
  /** The media type. */
  static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE = "urn:tarn:error:";
  private static final Map<String, String> TRY_AGAIN = Map.of("Retry-After", "1");

  /** Keeps its own copy. */
  public Problem {
    headers = Map.copyOf(headers);
  }

  /** A problem that DynamoDB has no name for. */
  public static Problem of(int status, String detail) {
    return new Problem(status, detail, null, Map.of());
  }

  /** DynamoDB's error, as it is seen over here. */
  static Problem of(DynamoDbException error) {
    int status = status(error);
    return new Problem(
        status,
        error.getMessage(),
        error.errorName(),
        status == HttpResponseStatus.TOO_MANY_REQUESTS.code() ? TRY_AGAIN : Map.of());
  }

  /** What the status means. */
  String title() {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }

  void write(RestJson json) {
    json.string("type", error == null ? "about:blank" : TYPE + error);
    json.string("title", title());
    json.number("status", status);
    if (detail != null) {
      json.string("detail", detail);
    }
    if (error != null) {
      json.string("error", error);
    }
  }

  private static int status(DynamoDbException error) {
    return switch (error) {
      case ResourceNotFoundException e -> 404;
      case TableNotFoundException e -> 404;
      case ResourceInUseException e -> 409;
      case DuplicateItemException e -> 409;
      case TransactionCanceledException e -> 409;
      case IdempotentParameterMismatchException e -> 409;
      case ExpiredIteratorException e -> 410;
      case TrimmedDataAccessException e -> 410;
      case ConditionalCheckFailedException e -> 412;
      case RequestEntityTooLargeException e -> 413;
      case LimitExceededException e -> 429;
      case ThrottlingException e -> 429;
      case ProvisionedThroughputExceededException e -> 429;
      case InternalServerError e -> 500;
      case DynamoDbException e -> 400;
    };
  }
}
