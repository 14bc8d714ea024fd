package dev.tarn.http.rest;

import dev.tarn.http.json.JsonOutput;
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
import java.util.Map;
import java.util.function.Consumer;

/** Writes items in plain JSON, see {@link PlainJson}. */
final class PlainJsonWriter {
  private final JsonOutput out;

  PlainJsonWriter(JsonOutput out) {
    this.out = out;
  }

  /** An item is never a marked object: it stands where only an item can. */
  void write(Item item) {
    writeMap(item.attributes());
  }

  void writeMembers(Map<String, AttributeValue> values) {
    values.forEach(
        (name, value) -> {
          out.name(name);
          write(value);
        });
  }

  private void write(AttributeValue value) {
    switch (value) {
      case S s -> out.string(s.value());
      case N n -> out.decimal(n.value().toString());
      case B b -> write(b.value());
      case Bool bool -> out.bool(bool.value());
      case Null none -> out.nullValue();
      case L list -> {
        out.startArray();
        list.values().forEach(this::write);
        out.endArray();
      }
      case M map -> write(map);
      case SS set -> writeSet(set.values(), out::string);
      case NS set -> writeSet(set.values(), number -> out.decimal(number.toString()));
      case BS set -> writeSet(set.values(), this::write);
    }
  }

  private void write(M map) {
    if (PlainJson.needsMark(map.values())) {
      writeMarked(PlainJson.MAP, () -> writeMap(map.values()));
    } else {
      writeMap(map.values());
    }
  }

  private void writeMap(Map<String, AttributeValue> values) {
    out.startObject();
    writeMembers(values);
    out.endObject();
  }

  private void write(Binary binary) {
    writeMarked(PlainJson.BINARY, () -> out.base64(binary.bytes(), 0, binary.length()));
  }

  private <E> void writeSet(Iterable<E> elements, Consumer<E> writer) {
    writeMarked(
        PlainJson.SET,
        () -> {
          out.startArray();
          elements.forEach(writer);
          out.endArray();
        });
  }

  private void writeMarked(String mark, Runnable value) {
    out.startObject();
    out.name(mark);
    value.run();
    out.endObject();
  }
}
