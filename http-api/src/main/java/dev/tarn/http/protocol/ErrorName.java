package dev.tarn.http.protocol;

/**
 * An error's name, and what on the wire depends on it.
 *
 * @param value the name without its namespace, such as ValidationException
 */
record ErrorName(String value) {
  private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
  private static final String CORAL_SERVICE = "com.amazon.coral.service#";

  /** The name with its namespace, as it stands in {@code __type}. */
  String qualified() {
    return namespace() + value;
  }

  /** What the member is called that has the error's text: the service's own inconsistency. */
  String messageMember() {
    return switch (value) {
      case "SerializationException",
          "TransactionCanceledException",
          "TransactionInProgressException",
          "IdempotentParameterMismatchException",
          "InvalidEndpointException" ->
          "Message";
      default -> "message";
    };
  }

  private String namespace() {
    return switch (value) {
      case "ValidationException" -> "com.amazon.coral.validate#";
      case "ThrottlingException" -> "com.amazon.coral.availability#";
      case "SerializationException",
          "UnknownOperationException",
          "MissingAuthenticationTokenException",
          "IncompleteSignatureException",
          "InvalidSignatureException",
          "UnrecognizedClientException",
          "AccessDeniedException",
          "RequestEntityTooLargeException" ->
          CORAL_SERVICE;
      default -> DYNAMODB;
    };
  }
}
