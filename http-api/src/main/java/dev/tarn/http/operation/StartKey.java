package dev.tarn.http.operation;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.KeySchema;

/** The key after which a page begins. */
final class StartKey {
  private StartKey() {}

  /**
   * Reads ExclusiveStartKey.
   *
   * @throws ValidationException if it is no key of the table
   */
  static PrimaryKey of(KeySchema schema, Item startKey) {
    if (startKey.attributes().size() != schema.size()) {
      throw new ValidationException(
          "The provided starting key is invalid: The provided key element does not match the"
              + " schema");
    }
    try {
      return PrimaryKey.ofKey(schema, startKey);
    } catch (ValidationException e) {
      throw new ValidationException("The provided starting key is invalid: " + e.getMessage());
    }
  }
}
