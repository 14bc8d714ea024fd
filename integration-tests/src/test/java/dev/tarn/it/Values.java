package dev.tarn.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values and items in few letters, named as in DynamoDB's JSON. */
public final class Values {
  private Values() {}

  public static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  public static AttributeValue n(String number) {
    return AttributeValue.fromN(number);
  }

  public static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  public static AttributeValue b(int... bytes) {
    return AttributeValue.fromB(bytes(bytes));
  }

  public static AttributeValue bool(boolean value) {
    return AttributeValue.fromBool(value);
  }

  public static AttributeValue nul() {
    return AttributeValue.fromNul(true);
  }

  public static AttributeValue l(AttributeValue... elements) {
    return AttributeValue.fromL(List.of(elements));
  }

  public static AttributeValue m(Object... namesAndValues) {
    return AttributeValue.fromM(item(namesAndValues));
  }

  public static AttributeValue ss(String... elements) {
    return AttributeValue.fromSs(List.of(elements));
  }

  public static AttributeValue ns(String... elements) {
    return AttributeValue.fromNs(List.of(elements));
  }

  public static AttributeValue bs(SdkBytes... elements) {
    return AttributeValue.fromBs(List.of(elements));
  }

  public static SdkBytes bytes(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return SdkBytes.fromByteArray(array);
  }

  /** An item of alternating names and values. */
  public static Map<String, AttributeValue> item(Object... namesAndValues) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      item.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
    }
    return item;
  }

  /** An attribute that the item must have. */
  public static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), () -> name + " in " + item);
  }

  /** The item with more attributes, or with others in the place of those that it has. */
  public static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, Object... namesAndValues) {
    Map<String, AttributeValue> more = new LinkedHashMap<>(item);
    more.putAll(item(namesAndValues));
    return more;
  }

  /** Some attributes of an item. */
  public static Map<String, AttributeValue> only(
      Map<String, AttributeValue> item, String... names) {
    Map<String, AttributeValue> some = new LinkedHashMap<>(item);
    some.keySet().retainAll(Arrays.asList(names));
    return some;
  }

  /** The item with the elements of its sets in one order: a set has none of its own. */
  public static Map<String, AttributeValue> ordered(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> result = new LinkedHashMap<>();
    item.forEach((name, value) -> result.put(name, ordered(value)));
    return result;
  }

  private static AttributeValue ordered(AttributeValue value) {
    return switch (value.type()) {
      case SS -> AttributeValue.fromSs(value.ss().stream().sorted().toList());
      case NS -> AttributeValue.fromNs(value.ns().stream().sorted().toList());
      case BS -> AttributeValue.fromBs(orderedBytes(value.bs()));
      case L -> AttributeValue.fromL(value.l().stream().map(Values::ordered).toList());
      case M -> AttributeValue.fromM(ordered(value.m()));
      default -> value;
    };
  }

  private static List<SdkBytes> orderedBytes(List<SdkBytes> elements) {
    List<SdkBytes> sorted = new ArrayList<>(elements);
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.asByteArray(), b.asByteArray()));
    return sorted;
  }
}
