package dev.tarn.it;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB's rule for the size of an item, in bytes, as its developer guide tells it. */
public final class ItemSizes {
  private static final int CONTAINER = 3;
  private static final int ELEMENT = 1;

  private ItemSizes() {}

  public static long of(Map<String, AttributeValue> item) {
    return item.entrySet().stream().mapToLong(e -> of(e.getKey()) + of(e.getValue())).sum();
  }

  private static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> of(value.s());
      case N -> ofNumber(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToLong(ItemSizes::of).sum();
      case NS -> value.ns().stream().mapToLong(ItemSizes::ofNumber).sum();
      case BS -> value.bs().stream().mapToLong(b -> b.asByteArrayUnsafe().length).sum();
      case L -> CONTAINER + value.l().stream().mapToLong(e -> ELEMENT + of(e)).sum();
      case M -> CONTAINER + (long) ELEMENT * value.m().size() + of(value.m());
      case BOOL, NUL -> 1;
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static int of(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A byte for each pair of digits, counted from the decimal point, one more, and one for "-". */
  private static int ofNumber(String text) {
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    if (number.signum() == 0) {
      return 1;
    }
    int first = Math.floorDiv(number.precision() - number.scale() - 1, 2);
    int last = Math.floorDiv(-number.scale(), 2);
    return first - last + 1 + 1 + (number.signum() < 0 ? 1 : 0);
  }
}
