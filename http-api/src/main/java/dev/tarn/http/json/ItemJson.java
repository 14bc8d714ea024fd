package dev.tarn.http.json;

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
import dev.tarn.kv.item.EncodedItem;
import java.util.Map;

/** Writes items and attribute values as DynamoDB's JSON. */
public final class ItemJson {
  private final JsonOutput out;
  private final EncodedItemJson encoded;

  /** Writes to the output given. */
  public ItemJson(JsonOutput out) {
    this.out = out;
    this.encoded = new EncodedItemJson(out);
  }

  /** Writes an item straight from its bytes. */
  public void write(EncodedItem item) {
    out.startObject();
    item.accept(encoded);
    out.endObject();
  }

  /** Writes an item's attributes. */
  public void write(Map<String, AttributeValue> attributes) {
    out.startObject();
    attributes.forEach(
        (name, value) -> {
          out.name(name);
          write(value);
        });
    out.endObject();
  }

  /** Writes one value with its type. */
  public void write(AttributeValue value) {
    out.startObject();
    out.name(value.type().name());
    switch (value) {
      case S s -> out.string(s.value());
      case N n -> out.string(n.value().toString());
      case B b -> out.base64(b.value().bytes(), 0, b.value().length());
      case Bool bool -> out.bool(bool.value());
      case Null none -> out.bool(true);
      case L list -> writeList(list);
      case M map -> write(map.values());
      case SS set -> writeStrings(set);
      case NS set -> writeNumbers(set);
      case BS set -> writeBinaries(set);
    }
    out.endObject();
  }

  private void writeList(L list) {
    out.startArray();
    list.values().forEach(this::write);
    out.endArray();
  }

  private void writeStrings(SS set) {
    out.startArray();
    set.values().forEach(out::string);
    out.endArray();
  }

  private void writeNumbers(NS set) {
    out.startArray();
    for (Decimal number : set.values()) {
      out.string(number.toString());
    }
    out.endArray();
  }

  private void writeBinaries(BS set) {
    out.startArray();
    for (Binary binary : set.values()) {
      out.base64(binary.bytes(), 0, binary.length());
    }
    out.endArray();
  }
}
