package dev.tarn.kv.error;

import dev.tarn.kv.item.EncodedItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error that a client gets as an answer, named as on the wire.
 *
 * <p>It is an answer and not a fault, so it carries no stack trace. Its simple class name is the
 * name in {@code __type}.
 */
public abstract sealed class DynamoDbException extends RuntimeException {
  private DynamoDbException(@Nullable String message) {
    super(message, null, false, false);
  }

  /** The name on the wire, without its namespace. */
  public String errorName() {
    return getClass().getSimpleName();
  }

  /** The input does not satisfy a constraint or a rule. */
  public static final class ValidationException extends DynamoDbException {
    /** An error with its whole text. */
    public ValidationException(String message) {
      super(message);
    }

    /** The form in which most rules speak of a parameter. */
    public static ValidationException invalidParameter(String detail) {
      return new ValidationException("One or more parameter values were invalid: " + detail);
    }
  }

  /** The request's body is not what the protocol asks for. */
  public static final class SerializationException extends DynamoDbException {
    /** An error with its text, or none: the service often gives none. */
    public SerializationException(@Nullable String message) {
      super(message);
    }
  }

  /** The request's condition did not hold. */
  public static final class ConditionalCheckFailedException extends DynamoDbException {
    private final transient @Nullable EncodedItem item;

    /** An error that carries the item as it is, where the request asked for it. */
    public ConditionalCheckFailedException(@Nullable EncodedItem item) {
      super("The conditional request failed");
      this.item = item;
    }

    /** The item that failed the condition, if the request asked for it and there is one. */
    public @Nullable EncodedItem item() {
      return item;
    }
  }

  /** A PartiQL INSERT has met an item with the same key. */
  public static final class DuplicateItemException extends DynamoDbException {
    /** The service's own text. */
    public DuplicateItemException() {
      super("Duplicate primary key exists in table");
    }
  }

  /** The table, stream or shard is not there. */
  public static final class ResourceNotFoundException extends DynamoDbException {
    /** An error with its whole text. */
    public ResourceNotFoundException(String message) {
      super(message);
    }

    /** The answer of item operations for a table that is not there. */
    public static ResourceNotFoundException requestedResource() {
      return new ResourceNotFoundException("Requested resource not found");
    }
  }

  /** The table is not there, as the operations of backups say it. */
  public static final class TableNotFoundException extends DynamoDbException {
    /** An error with its whole text. */
    public TableNotFoundException(String message) {
      super(message);
    }
  }

  /** The table is in a state that does not allow the operation, or exists already. */
  public static final class ResourceInUseException extends DynamoDbException {
    /** An error with its whole text. */
    public ResourceInUseException(String message) {
      super(message);
    }
  }

  /** A provisioned table or index has no units left for the request. */
  public static final class ProvisionedThroughputExceededException extends DynamoDbException {
    private final String reason;
    private final String resource;

    private ProvisionedThroughputExceededException(String text, String reason, String resource) {
      super(text);
      this.reason = reason + "ProvisionedThroughputExceeded";
      this.resource = resource;
    }

    /**
     * A table's units are used up.
     *
     * @param operation Read or Write
     * @param arn the table's
     */
    public static ProvisionedThroughputExceededException ofTable(String operation, String arn) {
      return new ProvisionedThroughputExceededException(
          "The level of configured provisioned throughput for the table was exceeded. Consider"
              + " increasing your provisioning level with the UpdateTable API.",
          "Table" + operation,
          arn);
    }

    /**
     * A global index's units are used up.
     *
     * @param operation Read or Write
     * @param arn the index's
     */
    public static ProvisionedThroughputExceededException ofIndex(String operation, String arn) {
      return new ProvisionedThroughputExceededException(
          "The level of configured provisioned throughput for one or more global secondary indexes"
              + " of the table was exceeded. Consider increasing your provisioning level for the"
              + " under-provisioned global secondary indexes with the UpdateTable API",
          "Index" + operation,
          arn);
    }

    /** Such as TableReadProvisionedThroughputExceeded. */
    public String reason() {
      return reason;
    }

    /** The ARN of the table or index. */
    public String resource() {
      return resource;
    }
  }

  /** The items of one partition key, with their entries in local indexes, would be too large. */
  public static final class ItemCollectionSizeLimitExceededException extends DynamoDbException {
    /** The service's own text. */
    public ItemCollectionSizeLimitExceededException() {
      super("Collection size exceeded.");
    }
  }

  /** A limit of the account is reached. */
  public static final class LimitExceededException extends DynamoDbException {
    /** An error with its whole text. */
    public LimitExceededException(String message) {
      super(message);
    }
  }

  /** The server cannot take more requests now; the client should try again. */
  public static final class ThrottlingException extends DynamoDbException {
    /** An error with its whole text. */
    public ThrottlingException(String message) {
      super(message);
    }
  }

  /** The operation is not known, or not done yet. */
  public static final class UnknownOperationException extends DynamoDbException {
    /** The service gives no text. */
    public UnknownOperationException() {
      super(null);
    }
  }

  /** The Authorization header is missing. */
  public static final class MissingAuthenticationTokenException extends DynamoDbException {
    /** The service's own text. */
    public MissingAuthenticationTokenException() {
      super("Request is missing Authentication Token");
    }
  }

  /** The Authorization header has parts missing. */
  public static final class IncompleteSignatureException extends DynamoDbException {
    /** An error with its whole text. */
    public IncompleteSignatureException(String message) {
      super(message);
    }
  }

  /** The signature, or where it stands, is not valid. */
  public static final class InvalidSignatureException extends DynamoDbException {
    /** An error with its whole text. */
    public InvalidSignatureException(String message) {
      super(message);
    }
  }

  /** The request's body is larger than the service takes. */
  public static final class RequestEntityTooLargeException extends DynamoDbException {
    /** An error without text: its status says all. */
    public RequestEntityTooLargeException() {
      super(null);
    }
  }

  /** The stream's record is older than the stream keeps. */
  public static final class TrimmedDataAccessException extends DynamoDbException {
    /** An error with its whole text. */
    public TrimmedDataAccessException(String message) {
      super(message);
    }
  }

  /** The shard iterator is older than 15 minutes. */
  public static final class ExpiredIteratorException extends DynamoDbException {
    /** An error with its whole text. */
    public ExpiredIteratorException(String message) {
      super(message);
    }
  }

  /** A fault of the server's: the text tells nothing of its inside. */
  public static final class InternalServerError extends DynamoDbException {
    /** The service's own text. */
    public InternalServerError() {
      this("The request processing has failed because of an unknown error, exception or failure.");
    }

    /** An error that says what whoever runs the server should know. */
    public InternalServerError(String message) {
      super(message);
    }
  }

  /** A transaction did not happen, for reasons that stand in the order of its actions. */
  public static final class TransactionCanceledException extends DynamoDbException {
    private final transient List<CancellationReason> reasons;

    /** An error whose text lists the reasons' codes. */
    public TransactionCanceledException(List<CancellationReason> reasons) {
      super(
          "Transaction cancelled, please refer cancellation reasons for specific reasons "
              + reasons.stream().map(CancellationReason::code).toList());
      this.reasons = List.copyOf(reasons);
    }

    /** One for each action. */
    public List<CancellationReason> reasons() {
      return reasons;
    }
  }

  /**
   * Why an action cancelled its transaction.
   *
   * @param code such as ConditionalCheckFailed; None if the action did not
   * @param message says more, or null
   * @param item the item as it is, where the action asked for it
   */
  public record CancellationReason(
      String code, @Nullable String message, @Nullable EncodedItem item) {
    /** The action did not cancel the transaction. */
    public static final CancellationReason NONE = new CancellationReason("None", null, null);
  }

  /** A ClientRequestToken came again with another request. */
  public static final class IdempotentParameterMismatchException extends DynamoDbException {
    /** The service's own text. */
    public IdempotentParameterMismatchException() {
      super(
          "Request parameters do not match the parameters of an earlier request with the same"
              + " client request token");
    }
  }
}
