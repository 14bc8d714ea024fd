package dev.tarn.stream.delivery;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an item of a system table, written and read. What is null is left out; what is
 * read is known to be there and of the right type, since only this package writes such items.
 */
final class Fields {
  private final Map<String, AttributeValue> values;

  Fields() {
    this(new LinkedHashMap<>());
  }

  private Fields(Map<String, AttributeValue> values) {
    this.values = values;
  }

  static Fields of(EncodedItem item) {
    return new Fields(item.decode().attributes());
  }

  EncodedItem toItem() {
    return EncodedItem.of(new Item(values));
  }

  Fields text(String name, @Nullable String text) {
    if (text != null) {
      values.put(name, new S(text));
    }
    return this;
  }

  Fields texts(String name, List<String> texts) {
    values.put(name, new L(texts.stream().<AttributeValue>map(S::new).toList()));
    return this;
  }

  Fields number(String name, long number) {
    values.put(name, new N(Decimal.parse(Long.toString(number))));
    return this;
  }

  Fields flag(String name, boolean flag) {
    values.put(name, new Bool(flag));
    return this;
  }

  Fields bytes(String name, byte @Nullable [] bytes) {
    if (bytes != null) {
      values.put(name, new B(Binary.wrap(bytes)));
    }
    return this;
  }

  Fields list(String name, List<Fields> fields) {
    values.put(name, new L(fields.stream().<AttributeValue>map(f -> new M(f.values)).toList()));
    return this;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    return ((S) get(name)).value();
  }

  @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  List<String> texts(String name) {
    return ((L) get(name)).values().stream().map(text -> ((S) text).value()).toList();
  }

  long number(String name) {
    return Long.parseLong(((N) get(name)).value().toString());
  }

  int integer(String name) {
    return Math.toIntExact(number(name));
  }

  boolean flag(String name) {
    return ((Bool) get(name)).value();
  }

  byte[] bytes(String name) {
    return ((B) get(name)).value().bytes();
  }

  byte @Nullable [] bytesOrNull(String name) {
    return has(name) ? bytes(name) : null;
  }

  <T> List<T> list(String name, Function<Fields, T> read) {
    return ((L) get(name))
        .values().stream().map(map -> read.apply(new Fields(((M) map).values()))).toList();
  }

  private AttributeValue get(String name) {
    AttributeValue value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("a stored item has no " + name);
    }
    return value;
  }
}
