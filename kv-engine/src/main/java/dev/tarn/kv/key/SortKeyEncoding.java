package dev.tarn.kv.key;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Key values as bytes that compare as DynamoDB orders them: strings by their UTF-8, binaries as
 * unsigned bytes, numbers by value.
 *
 * <pre>
 * number   := 0x02                                            zero
 *           | 0x03 (exponent + 129) (pair + 1)*               positive
 *           | 0x01 ~(exponent + 129) ~(pair + 1)* 0xFF        negative
 * </pre>
 *
 * <p>A number is 0.PAIRS times ten to the exponent, in pairs of decimal digits without trailing
 * zero pairs: at most 22 bytes. With the bias of 129 the exponent runs from 0 (1E-130) to 255
 * (9.99E+125).
 */
public final class SortKeyEncoding {
  private static final int NEGATIVE = 0x01;
  private static final int ZERO = 0x02;
  private static final int POSITIVE = 0x03;
  private static final int EXPONENT_BIAS = 129;
  private static final int MAX_NUMBER_BYTES = 22;

  private SortKeyEncoding() {}

  /** The ordered bytes of a key value, which is a string, a number or a binary. */
  public static byte[] encode(AttributeValue value) {
    return switch (value) {
      case S s -> s.value().getBytes(StandardCharsets.UTF_8);
      case B b -> b.value().bytes();
      case N n -> encode(n.value());
      default -> throw new IllegalArgumentException("no key has the type " + value.type());
    };
  }

  /** The ordered bytes of a number. */
  public static byte[] encode(Decimal number) {
    if (number.signum() == 0) {
      return new byte[] {ZERO};
    }
    boolean negative = number.signum() < 0;
    String text = number.toString();
    int point = text.indexOf('.');
    int integerEnd = point < 0 ? text.length() : point;
    int first = negative ? 1 : 0;
    while (text.charAt(first) == '0' || first == point) {
      first++;
    }
    int exponent = first < integerEnd ? integerEnd - first : integerEnd + 1 - first;
    byte[] bytes = new byte[MAX_NUMBER_BYTES];
    int end = 0;
    bytes[end++] = (byte) (negative ? NEGATIVE : POSITIVE);
    int flip = negative ? 0xFF : 0;
    bytes[end++] = (byte) ((exponent + EXPONENT_BIAS) ^ flip);
    int last = text.length() - 1;
    while (text.charAt(last) == '0' || last == point) {
      last--;
    }
    int tens = -1;
    for (int i = first; i <= last; i++) {
      if (i == point) {
        continue;
      }
      int digit = text.charAt(i) - '0';
      if (tens < 0) {
        tens = digit;
      } else {
        bytes[end++] = (byte) ((tens * 10 + digit + 1) ^ flip);
        tens = -1;
      }
    }
    if (tens >= 0) {
      bytes[end++] = (byte) ((tens * 10 + 1) ^ flip);
    }
    if (negative) {
      bytes[end++] = (byte) 0xFF;
    }
    return Arrays.copyOf(bytes, end);
  }
}
