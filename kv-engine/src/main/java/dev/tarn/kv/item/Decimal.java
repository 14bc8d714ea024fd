package dev.tarn.kv.item;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.math.BigDecimal;

/**
 * A DynamoDB number: up to 38 significant digits, magnitude 1E-130 to 9.99…E+125, or zero.
 *
 * <p>Kept as its canonical text, the form in which the service gives numbers back: plain decimal
 * notation without an exponent, without leading zeros or trailing zeros of the fraction, without a
 * sign on zero. Two equal numbers have the same text.
 */
public final class Decimal implements Comparable<Decimal> {
  /** The most significant digits of a number. */
  public static final int MAX_DIGITS = 38;

  /** The exponent of the largest magnitude, written with one digit before the point. */
  public static final int MAX_EXPONENT = 125;

  /** The exponent of the smallest magnitude, written with one digit before the point. */
  public static final int MIN_EXPONENT = -130;

  /** Zero. */
  public static final Decimal ZERO = new Decimal("0");

  private final String text;

  private Decimal(String text) {
    this.text = text;
  }

  /**
   * Reads a number as a client may write it: with a sign, leading and trailing zeros, an exponent.
   *
   * @throws ValidationException with the service's own text if it is not a number, has too many
   *     digits, or is too large or too small
   */
  public static Decimal parse(String text) {
    return isCanonicalInteger(text) ? new Decimal(text) : new DecimalParser(text).parse();
  }

  /**
   * The number that a calculation has given.
   *
   * @throws ValidationException if it does not fit
   */
  public static Decimal of(BigDecimal value) {
    return parse(value.toString());
  }

  /** A number from its canonical text, unchecked. */
  public static Decimal ofCanonical(String text) {
    return new Decimal(text);
  }

  /** The number for calculations. */
  public BigDecimal toBigDecimal() {
    return new BigDecimal(text);
  }

  /** -1, 0 or 1 as the number is negative, zero or positive. */
  public int signum() {
    return text.charAt(0) == '-' ? -1 : text.equals("0") ? 0 : 1;
  }

  @Override
  public int compareTo(Decimal other) {
    return toBigDecimal().compareTo(other.toBigDecimal());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Decimal that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The canonical text. */
  @Override
  public String toString() {
    return text;
  }

  /** The common case, told apart without building anything: 1 to 18 digits, no leading zero. */
  private static boolean isCanonicalInteger(String text) {
    int length = text.length();
    if (length == 0 || length > 18 || (text.charAt(0) == '0' && length > 1)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
