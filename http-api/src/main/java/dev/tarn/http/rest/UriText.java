package dev.tarn.http.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text out of a URI: percent-encoded UTF-8. What is not is refused, since it would be taken for
 * another key.
 */
final class UriText {
  private static final int HEX = 16;

  private UriText() {}

  /** The text of a path's segment. */
  static String decode(String encoded) {
    return isPlain(encoded) ? encoded : text(bytes(encoded, '+'), encoded);
  }

  /** The text of a query's name or value, where a plus sign is a space. */
  static String decodeQuery(String encoded) {
    return isPlain(encoded) && encoded.indexOf('+') < 0
        ? encoded
        : text(bytes(encoded, ' '), encoded);
  }

  private static boolean isPlain(String encoded) {
    return encoded.chars().allMatch(c -> c != '%' && c < 0x80);
  }

  /** Bytes sent as they are stand in the text as characters, one each. */
  private static byte[] bytes(String encoded, char plus) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(hex(encoded, i + 1) * HEX + hex(encoded, i + 2));
        i += 2;
      } else {
        bytes.write(c == '+' ? plus : c);
      }
    }
    return bytes.toByteArray();
  }

  private static int hex(String encoded, int index) {
    int digit = index < encoded.length() ? Character.digit(encoded.charAt(index), HEX) : -1;
    if (digit < 0) {
      throw malformed(encoded);
    }
    return digit;
  }

  private static String text(byte[] utf8, String encoded) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed(encoded);
    }
  }

  private static ProblemException malformed(String encoded) {
    return ProblemException.badRequest("Not percent-encoded UTF-8: " + encoded);
  }
}
