package dev.tarn.stream.filter;

import com.google.common.collect.Collections2;
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
import dev.tarn.kv.item.Item;
import dev.tarn.stream.filter.EventValue.Array;
import dev.tarn.stream.filter.EventValue.Structure;
import dev.tarn.stream.filter.EventValue.Text;
import dev.tarn.stream.filter.EventValue.Truth;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Attribute values as events have them: objects whose one field is named for the type. */
final class AttributeEvents {
  private AttributeEvents() {}

  /** An item's attributes by name. */
  static Structure of(Item item) {
    return new Attributes(item.attributes());
  }

  private record Attributes(Map<String, AttributeValue> values) implements Structure {
    @Override
    public EventValue field(String name) {
      AttributeValue value = values.get(name);
      return value == null ? MISSING : new Tagged(value);
    }
  }

  /** A value under its type's name. */
  private record Tagged(AttributeValue value) implements Structure {
    @Override
    public EventValue field(String type) {
      return value.type().name().equals(type) ? untagged(value) : MISSING;
    }
  }

  private static EventValue untagged(AttributeValue value) {
    return switch (value) {
      case S s -> new Text(s.value());
      case N n -> new Text(n.value().toString());
      case B b -> base64(b.value());
      case Bool bool -> new Truth(bool.value());
      case Null none -> new Truth(true);
      case L list -> array(list.values(), Tagged::new);
      case M map -> new Attributes(map.values());
      case SS set -> array(set.values(), Text::new);
      case NS set -> array(set.values(), number -> new Text(number.toString()));
      case BS set -> array(set.values(), AttributeEvents::base64);
    };
  }

  private static <T> Array array(Collection<T> elements, Function<T, EventValue> toValue) {
    return new Array(List.copyOf(Collections2.transform(elements, toValue::apply)));
  }

  private static Text base64(Binary binary) {
    byte[] bytes = Arrays.copyOf(binary.bytes(), binary.length());
    return new Text(Base64.getEncoder().encodeToString(bytes));
  }
}
