package dev.tarn.kv.partiql;

import dev.tarn.kv.error.DynamoDbException.ValidationException;

/**
 * The errors of statements that cannot be read, in the service's words as far as they are known.
 */
final class Malformed {
  private Malformed() {}

  static ValidationException statement(String detail) {
    return new ValidationException("Statement wasn't well formed, can't be processed: " + detail);
  }

  /** The error of a token in a place where an expression should be. */
  static ValidationException unexpected(Token token) {
    return statement(token.type() == Token.Type.KEYWORD ? "Unexpected keyword" : "Unexpected term");
  }
}
