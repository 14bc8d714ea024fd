package dev.tarn.kv.expression;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;

/** The order of strings (by their UTF-8 bytes), numbers (by value) and binaries (unsigned). */
public final class ValueOrder {
  private ValueOrder() {}

  /** Whether two values are of one type, and that type has an order. */
  static boolean areOrdered(AttributeValue left, AttributeValue right) {
    return left.type() == right.type() && left.type().isKeyType();
  }

  /** Compares two values that {@link #areOrdered}. */
  public static int compare(AttributeValue left, AttributeValue right) {
    if (left instanceof S a && right instanceof S b) {
      return compareUtf8(a.value(), b.value());
    }
    if (left instanceof N a && right instanceof N b) {
      return a.value().compareTo(b.value());
    }
    if (left instanceof B a && right instanceof B b) {
      return a.value().compareTo(b.value());
    }
    throw new IllegalArgumentException("no order of " + left.type() + " and " + right.type());
  }

  /** UTF-8 orders by code point, so a surrogate pair stands above every other UTF-16 unit. */
  private static int compareUtf8(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        int bySurrogate = Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
        return bySurrogate != 0 ? bySurrogate : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
