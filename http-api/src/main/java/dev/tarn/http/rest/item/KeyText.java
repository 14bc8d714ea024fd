package dev.tarn.http.rest.item;

import dev.tarn.http.rest.ProblemException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.table.KeyAttribute;
import java.util.Base64;

/** The values of key attributes as they stand in a URI: their type is the key's. */
final class KeyText {
  private KeyText() {}

  /**
   * Reads a value: a string as it is, a number in decimal notation, a binary as base64url.
   *
   * @throws ProblemException if it is none of the attribute's type
   */
  static AttributeValue parse(KeyAttribute attribute, String text) {
    return switch (attribute.type()) {
      case N -> new AttributeValue.N(number(attribute, text));
      case B -> new AttributeValue.B(binary(attribute, text));
      default -> new AttributeValue.S(text);
    };
  }

  private static Decimal number(KeyAttribute attribute, String text) {
    try {
      return Decimal.parse(text);
    } catch (ValidationException notANumber) {
      throw ProblemException.badRequest(
          "The key attribute %s is a number: %s".formatted(attribute.name(), text));
    }
  }

  private static Binary binary(KeyAttribute attribute, String text) {
    try {
      return Binary.wrap(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      throw ProblemException.badRequest(
          "The key attribute %s is binary, in a URL as base64url: %s"
              .formatted(attribute.name(), text));
    }
  }
}
