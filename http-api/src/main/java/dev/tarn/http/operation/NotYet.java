package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;

/** Parameters that DynamoDB takes and Tarn does not take yet: refused, never passed over. */
final class NotYet {
  private NotYet() {}

  /**
   * Refuses a request that has one of the parameters.
   *
   * @throws ValidationException that names the first one found
   */
  static void refuse(Structure input, String... members) {
    for (String member : members) {
      if (input.has(member)) {
        throw new ValidationException("The parameter " + member + " is not supported yet by Tarn");
      }
    }
  }
}
