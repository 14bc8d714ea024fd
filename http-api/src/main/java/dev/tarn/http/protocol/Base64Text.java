package dev.tarn.http.protocol;

import dev.tarn.kv.error.DynamoDbException.SerializationException;
import dev.tarn.kv.item.Binary;
import java.util.Base64;

/** Reads base64 as strictly as the service does, and says in its words what is wrong. */
final class Base64Text {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64Text() {}

  static Binary decode(String text) {
    if (text.length() % 4 != 0) {
      throw new SerializationException(
          "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      checkSpareBits(text, bytes.length);
      return Binary.wrap(bytes);
    } catch (IllegalArgumentException notBase64) {
      throw malformed(text);
    }
  }

  /** The last character's bits beyond the last byte must be zero. */
  private static void checkSpareBits(String text, int decodedLength) {
    int padding = text.length() / 4 * 3 - decodedLength;
    if (padding > 0) {
      int last = ALPHABET.indexOf(text.charAt(text.length() - padding - 1));
      if ((last & ((1 << (2 * padding)) - 1)) != 0) {
        throw invalidLast();
      }
    }
  }

  private static SerializationException malformed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '=' && ALPHABET.indexOf(c) < 0) {
        return new SerializationException("Invalid Base64 character: '" + c + "'");
      }
    }
    return invalidLast();
  }

  private static SerializationException invalidLast() {
    // The misspelling is the service's.
    return new SerializationException("Invalid last non-pad Base64 character dectected");
  }
}
