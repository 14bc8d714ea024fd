package dev.tarn.kv.item;

import com.google.common.collect.ImmutableSortedSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Items of every shape, from a seed. */
public final class RandomItems {
  private static final String ALPHABET = "abcXYZ019 _-.:\"\\\n\u0000é߿€\uD83D\uDE00";

  private RandomItems() {}

  /** An item of 0 to 8 attributes. */
  public static Item item(Random random) {
    return new Item(attributes(random, 8, 0));
  }

  /** A value of any type. */
  public static AttributeValue value(Random random, int depth) {
    int kinds = depth > 3 ? 8 : 10;
    return switch (random.nextInt(kinds)) {
      case 0 -> new AttributeValue.S(text(random));
      case 1 -> new AttributeValue.N(number(random));
      case 2 -> new AttributeValue.B(binary(random));
      case 3 -> new AttributeValue.Bool(random.nextBoolean());
      case 4 -> AttributeValue.Null.INSTANCE;
      case 5 -> new AttributeValue.SS(set(random, () -> text(random)));
      case 6 -> new AttributeValue.NS(set(random, () -> number(random)));
      case 7 -> new AttributeValue.BS(set(random, () -> binary(random)));
      case 8 -> {
        List<AttributeValue> values = new ArrayList<>();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
          values.add(value(random, depth + 1));
        }
        yield new AttributeValue.L(values);
      }
      default -> new AttributeValue.M(attributes(random, 4, depth + 1));
    };
  }

  private static Map<String, AttributeValue> attributes(Random random, int most, int depth) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      attributes.put("n" + text(random), value(random, depth));
    }
    return attributes;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(
          ALPHABET.codePointAt(
              ALPHABET.offsetByCodePoints(
                  0, random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length())))));
    }
    return text.toString();
  }

  private static Decimal number(Random random) {
    return Decimal.of(DecimalTest.randomDecimal(random));
  }

  private static Binary binary(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return Binary.wrap(bytes);
  }

  private static <T extends Comparable<T>> ImmutableSortedSet<T> set(
      Random random, Supplier<T> element) {
    ImmutableSortedSet.Builder<T> set = ImmutableSortedSet.naturalOrder();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      set.add(element.get());
    }
    return set.build();
  }
}
