package dev.tarn.http.protocol;

import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import java.util.List;

/**
 * A failure that somebody asked for, to see how a client takes it: what an exchange is failed with,
 * and no fault.
 */
public abstract sealed class RequestedFailure extends RuntimeException {
  private RequestedFailure(String message) {
    super(message, null, false, false);
  }

  /** An error of the service's, in its JSON. */
  public static final class ServiceError extends RequestedFailure implements AnswerWriter {
    private final String name;
    private final int status;
    private final transient List<CancellationReason> reasons;

    /**
     * An error that reads as the service's own.
     *
     * @param name such as ThrottlingException
     * @param status the HTTP status
     * @param reasons why a transaction was cancelled; none for all other errors
     */
    public ServiceError(String name, int status, String message, List<CancellationReason> reasons) {
      super(message);
      this.name = name;
      this.status = status;
      this.reasons = List.copyOf(reasons);
    }

    /** The name on the wire, without its namespace. */
    public String name() {
      return name;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** Why a transaction was cancelled. */
    public List<CancellationReason> reasons() {
      return reasons;
    }

    @Override
    public void write(AnswerJson json) {
      ErrorAnswer.write(json, new ErrorName(name), getMessage());
      if (!reasons.isEmpty()) {
        ErrorAnswer.write(json, reasons);
      }
    }
  }

  /** An answer that is nothing but a status, as a proxy gives it that does not reach its server. */
  public static final class EmptyAnswer extends RequestedFailure {
    private final int status;

    /** An answer with an HTTP status. */
    public EmptyAnswer(int status) {
      super("status " + status);
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  /** No answer: the connection is closed. */
  public static final class DroppedConnection extends RequestedFailure {
    /** The one kind of it. */
    public DroppedConnection() {
      super("connection dropped");
    }
  }
}
