package dev.tarn.kv.expression;

import com.google.common.collect.ImmutableSortedSet;
import dev.tarn.kv.item.AttributeValue;
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
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.Item;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Short ways to write values in tests. */
final class Values {
  static final AttributeValue TRUE = Bool.TRUE;
  static final AttributeValue NULL = Null.INSTANCE;

  private Values() {}

  static AttributeValue s(String text) {
    return new S(text);
  }

  static AttributeValue n(String number) {
    return new N(Decimal.parse(number));
  }

  static AttributeValue n(int number) {
    return n(Integer.toString(number));
  }

  static AttributeValue b(int... bytes) {
    return new B(binary(bytes));
  }

  static Binary binary(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return Binary.wrap(array);
  }

  static AttributeValue l(AttributeValue... values) {
    return new L(List.of(values));
  }

  static AttributeValue m(String name, AttributeValue value) {
    return new M(Map.of(name, value));
  }

  static AttributeValue m(String name, AttributeValue value, String name2, AttributeValue value2) {
    return new M(Map.of(name, value, name2, value2));
  }

  static AttributeValue m() {
    return new M(Map.of());
  }

  static AttributeValue ss(String... texts) {
    return new SS(ImmutableSortedSet.copyOf(texts));
  }

  static AttributeValue ns(String... numbers) {
    return new NS(
        Arrays.stream(numbers)
            .map(Decimal::parse)
            .collect(ImmutableSortedSet.toImmutableSortedSet(java.util.Comparator.naturalOrder())));
  }

  static AttributeValue bs(Binary... binaries) {
    return new BS(ImmutableSortedSet.copyOf(binaries));
  }

  static Item item(Map<String, AttributeValue> attributes) {
    return new Item(attributes);
  }
}
