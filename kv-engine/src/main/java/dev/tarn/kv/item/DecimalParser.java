package dev.tarn.kv.item;

import dev.tarn.kv.error.DynamoDbException.ValidationException;

/**
 * Reads one number in a single pass over its characters, in time and memory linear in them, however
 * many digits or however large an exponent a client sends.
 */
final class DecimalParser {
  /** Exponents beyond this are out of range whatever the digits: keeps the sums from wrapping. */
  private static final long EXPONENT_CLAMP = 1L << 40;

  private final String text;
  private int position;
  private boolean negative;

  /** Significant digits without leading zeros; trailing zeros are counted, not kept. */
  private final StringBuilder digits = new StringBuilder();

  private long pendingZeros;
  private long digitsBeforePoint;
  private boolean anyDigit;

  DecimalParser(String text) {
    this.text = text;
  }

  Decimal parse() {
    readSign();
    readDigits(false);
    if (peek() == '.') {
      position++;
      readDigits(true);
    }
    if (!anyDigit) {
      throw notANumber();
    }
    long exponent = readExponent();
    if (position != text.length()) {
      throw notANumber();
    }
    return digits.isEmpty() ? Decimal.ZERO : canonical(exponent + digitsBeforePoint);
  }

  private void readSign() {
    if (peek() == '-' || peek() == '+') {
      negative = peek() == '-';
      position++;
    }
  }

  private void readDigits(boolean fraction) {
    for (char c = peek(); c >= '0' && c <= '9'; c = peek()) {
      position++;
      anyDigit = true;
      boolean leading = digits.isEmpty();
      if (c != '0') {
        keepPendingZeros();
        digits.append(c);
      } else if (!leading) {
        pendingZeros++;
      }
      if (!fraction && !(leading && c == '0')) {
        digitsBeforePoint++;
      } else if (fraction && leading && c == '0') {
        digitsBeforePoint--;
      }
    }
  }

  private void keepPendingZeros() {
    if (digits.length() + pendingZeros >= Decimal.MAX_DIGITS) {
      throw new ValidationException(
          "Attempting to store more than 38 significant digits in a Number");
    }
    digits.repeat('0', (int) pendingZeros);
    pendingZeros = 0;
  }

  private long readExponent() {
    if (peek() != 'e' && peek() != 'E') {
      return 0;
    }
    position++;
    boolean negativeExponent = peek() == '-';
    if (peek() == '-' || peek() == '+') {
      position++;
    }
    int start = position;
    long exponent = 0;
    for (char c = peek(); c >= '0' && c <= '9'; c = peek()) {
      exponent = Math.min(EXPONENT_CLAMP, exponent * 10 + (c - '0'));
      position++;
    }
    if (position == start) {
      throw notANumber();
    }
    return negativeExponent ? -exponent : exponent;
  }

  /** Writes 0.DIGITS times ten to the {@code point}. */
  private Decimal canonical(long point) {
    if (point - 1 > Decimal.MAX_EXPONENT) {
      throw new ValidationException(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (point - 1 < Decimal.MIN_EXPONENT) {
      throw new ValidationException(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    StringBuilder plain = new StringBuilder(negative ? "-" : "");
    if (point <= 0) {
      plain.append("0.").repeat('0', (int) -point).append(digits);
    } else if (point >= digits.length()) {
      plain.append(digits).repeat('0', (int) point - digits.length());
    } else {
      plain.append(digits, 0, (int) point).append('.').append(digits, (int) point, digits.length());
    }
    return Decimal.ofCanonical(plain.toString());
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : '\0';
  }

  private ValidationException notANumber() {
    String shown = text.isEmpty() ? "" : ": " + text;
    return new ValidationException("The parameter cannot be converted to a numeric value" + shown);
  }
}
