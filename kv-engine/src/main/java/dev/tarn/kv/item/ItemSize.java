package dev.tarn.kv.item;

import com.google.common.base.Utf8;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.BS;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.NS;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.AttributeValue.SS;
import java.util.Map;

/**
 * Sizes in bytes by DynamoDB's rule (developer guide, "DynamoDB item sizes and formats"): names and
 * strings as UTF-8, a number as one byte per two digits plus one, a list or map as three bytes plus
 * one for each element.
 */
public final class ItemSize {
  private static final int COLLECTION_OVERHEAD = 3;
  private static final int ELEMENT_OVERHEAD = 1;

  private ItemSize() {}

  /** The size that counts against {@link Item#MAX_SIZE_BYTES} and as capacity. */
  public static int of(Item item) {
    return attributes(item.attributes());
  }

  /** The size of a value without its name. */
  public static int of(AttributeValue value) {
    return switch (value) {
      case S s -> utf8(s.value());
      case N n -> of(n.value());
      case B b -> b.value().length();
      case Bool bool -> 1;
      case Null none -> 1;
      case SS set -> set.values().stream().mapToInt(ItemSize::utf8).sum();
      case NS set -> set.values().stream().mapToInt(ItemSize::of).sum();
      case BS set -> set.values().stream().mapToInt(Binary::length).sum();
      case L list -> {
        int size = COLLECTION_OVERHEAD;
        for (AttributeValue element : list.values()) {
          size += ELEMENT_OVERHEAD + of(element);
        }
        yield size;
      }
      case M map ->
          COLLECTION_OVERHEAD + ELEMENT_OVERHEAD * map.values().size() + attributes(map.values());
    };
  }

  /** The size of a string: its length as UTF-8, a lone surrogate as the one byte of '?'. */
  public static int utf8(String text) {
    try {
      return Utf8.encodedLength(text);
    } catch (IllegalArgumentException unpairedSurrogate) {
      return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
  }

  private static int attributes(Map<String, AttributeValue> attributes) {
    int size = 0;
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      size += utf8(attribute.getKey()) + of(attribute.getValue());
    }
    return size;
  }

  /** One byte, one per pair of digits counted from the decimal point, one for a minus sign. */
  private static int of(Decimal number) {
    if (number.signum() == 0) {
      return 1;
    }
    String text = number.toString();
    int start = number.signum() < 0 ? 1 : 0;
    int point = text.indexOf('.');
    int integerEnd = point < 0 ? text.length() : point;
    int firstPair = Integer.MAX_VALUE;
    int lastPair = Integer.MIN_VALUE;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) == '0' || i == point) {
        continue;
      }
      // Power of ten of this digit, then the pair it stands in.
      int power = i < integerEnd ? integerEnd - 1 - i : integerEnd - i;
      int pair = -Math.floorDiv(power, 2);
      firstPair = Math.min(firstPair, pair);
      lastPair = Math.max(lastPair, pair);
    }
    return 1 + (lastPair - firstPair + 1) + start;
  }
}
