package dev.tarn.kv.item;

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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes one item in the layout of {@link EncodedItem}. */
final class ItemEncoder {
  private static final Comparator<Map.Entry<String, AttributeValue>> BY_NAME =
      Map.Entry.comparingByKey();

  private byte[] buffer = new byte[512];
  private int end;

  byte[] encode(Item item) {
    writeAttributes(item.attributes());
    int bodyEnd = end;
    writeVarint(ItemSize.of(item));
    int headerLength = end - bodyEnd;
    byte[] encoded = new byte[end];
    System.arraycopy(buffer, bodyEnd, encoded, 0, headerLength);
    System.arraycopy(buffer, 0, encoded, headerLength, bodyEnd);
    return encoded;
  }

  private void writeAttributes(Map<String, AttributeValue> attributes) {
    writeVarint(attributes.size());
    List<Map.Entry<String, AttributeValue>> sorted =
        new java.util.ArrayList<>(attributes.entrySet());
    sorted.sort(BY_NAME);
    for (Map.Entry<String, AttributeValue> attribute : sorted) {
      writeText(attribute.getKey());
      writeValue(attribute.getValue());
    }
  }

  private void writeValue(AttributeValue value) {
    switch (value) {
      case S s -> {
        writeTag(ValueTag.S);
        writeText(s.value());
      }
      case N n -> {
        writeTag(ValueTag.N);
        writeText(n.value().toString());
      }
      case B b -> {
        writeTag(ValueTag.B);
        writeBytes(b.value().bytes());
      }
      case Bool bool -> writeTag(bool.value() ? ValueTag.TRUE : ValueTag.FALSE);
      case Null none -> writeTag(ValueTag.NULL);
      case SS set -> {
        writeTag(ValueTag.SS);
        writeVarint(set.values().size());
        set.values().forEach(this::writeText);
      }
      case NS set -> {
        writeTag(ValueTag.NS);
        writeVarint(set.values().size());
        set.values().forEach(number -> writeText(number.toString()));
      }
      case BS set -> {
        writeTag(ValueTag.BS);
        writeVarint(set.values().size());
        set.values().forEach(binary -> writeBytes(binary.bytes()));
      }
      case L list -> {
        writeTag(ValueTag.L);
        writeVarint(list.values().size());
        list.values().forEach(this::writeValue);
      }
      case M map -> {
        writeTag(ValueTag.M);
        writeAttributes(map.values());
      }
    }
  }

  private void writeTag(byte tag) {
    reserve(1);
    buffer[end++] = tag;
  }

  private void writeText(String text) {
    writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void writeBytes(byte[] bytes) {
    writeVarint(bytes.length);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, end, bytes.length);
    end += bytes.length;
  }

  private void writeVarint(int value) {
    reserve(5);
    int rest = value;
    while (rest >= 0x80) {
      buffer[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[end++] = (byte) rest;
  }

  private void reserve(int bytes) {
    if (buffer.length - end < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + bytes));
    }
  }
}
