package dev.tarn.kv.item;

import com.google.common.collect.ImmutableSortedSet;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads one item in the layout of {@link EncodedItem}. */
final class ItemDecoder {
  private final byte[] bytes;
  private int position;

  ItemDecoder(byte[] bytes) {
    this.bytes = bytes;
  }

  Item decode() {
    readVarint();
    return new Item(readAttributes());
  }

  Item decode(Set<String> names) {
    readVarint();
    int count = readVarint();
    Map<String, AttributeValue> attributes = LinkedHashMap.newLinkedHashMap(names.size());
    for (int i = 0; i < count; i++) {
      String name = readText();
      if (names.contains(name)) {
        attributes.put(name, readValue());
      } else {
        skipValue();
      }
    }
    return new Item(attributes);
  }

  void accept(ItemVisitor visitor) {
    readVarint();
    visitAttributes(visitor);
  }

  int readVarint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[position++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private Map<String, AttributeValue> readAttributes() {
    int count = readVarint();
    Map<String, AttributeValue> attributes = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      String name = readText();
      attributes.put(name, readValue());
    }
    return attributes;
  }

  private AttributeValue readValue() {
    byte tag = bytes[position++];
    return switch (tag) {
      case ValueTag.S -> new S(readText());
      case ValueTag.N -> new N(readDecimal());
      case ValueTag.B -> new B(readBinary());
      case ValueTag.TRUE -> Bool.TRUE;
      case ValueTag.FALSE -> Bool.FALSE;
      case ValueTag.NULL -> Null.INSTANCE;
      case ValueTag.SS -> new SS(readSet(this::readText));
      case ValueTag.NS -> new NS(readSet(this::readDecimal));
      case ValueTag.BS -> new BS(readSet(this::readBinary));
      case ValueTag.L -> {
        int count = readVarint();
        List<AttributeValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          values.add(readValue());
        }
        yield new L(values);
      }
      case ValueTag.M -> new M(readAttributes());
      default -> throw unknown(tag);
    };
  }

  private void skipValue() {
    byte tag = bytes[position++];
    switch (tag) {
      case ValueTag.S, ValueTag.N, ValueTag.B -> skipScalar();
      case ValueTag.TRUE, ValueTag.FALSE, ValueTag.NULL -> {}
      case ValueTag.SS, ValueTag.NS, ValueTag.BS -> {
        for (int left = readVarint(); left > 0; left--) {
          skipScalar();
        }
      }
      case ValueTag.L -> {
        for (int left = readVarint(); left > 0; left--) {
          skipValue();
        }
      }
      case ValueTag.M -> {
        for (int left = readVarint(); left > 0; left--) {
          skipScalar();
          skipValue();
        }
      }
      default -> throw unknown(tag);
    }
  }

  private void skipScalar() {
    int length = readVarint();
    position += length;
  }

  private <T extends Comparable<T>> ImmutableSortedSet<T> readSet(Supplier<T> element) {
    int count = readVarint();
    ImmutableSortedSet.Builder<T> values = ImmutableSortedSet.naturalOrder();
    for (int i = 0; i < count; i++) {
      values.add(element.get());
    }
    return values.build();
  }

  private String readText() {
    int length = readVarint();
    position += length;
    return new String(bytes, position - length, length, StandardCharsets.UTF_8);
  }

  private Decimal readDecimal() {
    int length = readVarint();
    position += length;
    return Decimal.ofCanonical(
        new String(bytes, position - length, length, StandardCharsets.ISO_8859_1));
  }

  private Binary readBinary() {
    int length = readVarint();
    position += length;
    return Binary.wrap(Arrays.copyOfRange(bytes, position - length, position));
  }

  private void visitAttributes(ItemVisitor visitor) {
    int count = readVarint();
    for (int i = 0; i < count; i++) {
      int length = readVarint();
      position += length;
      visitor.name(bytes, position - length, length);
      visitValue(visitor);
    }
  }

  private void visitValue(ItemVisitor visitor) {
    byte tag = bytes[position++];
    switch (tag) {
      case ValueTag.S, ValueTag.N, ValueTag.B -> visitScalar(tag, visitor);
      case ValueTag.TRUE -> visitor.bool(true);
      case ValueTag.FALSE -> visitor.bool(false);
      case ValueTag.NULL -> visitor.nullValue();
      case ValueTag.SS -> visitSet(AttributeType.SS, ValueTag.S, visitor);
      case ValueTag.NS -> visitSet(AttributeType.NS, ValueTag.N, visitor);
      case ValueTag.BS -> visitSet(AttributeType.BS, ValueTag.B, visitor);
      case ValueTag.L -> {
        int count = readVarint();
        visitor.startList();
        for (int i = 0; i < count; i++) {
          visitValue(visitor);
        }
        visitor.endList();
      }
      case ValueTag.M -> {
        visitor.startMap();
        visitAttributes(visitor);
        visitor.endMap();
      }
      default -> throw unknown(tag);
    }
  }

  private void visitSet(AttributeType type, byte elementTag, ItemVisitor visitor) {
    int count = readVarint();
    visitor.startSet(type);
    for (int i = 0; i < count; i++) {
      visitScalar(elementTag, visitor);
    }
    visitor.endSet();
  }

  private void visitScalar(byte tag, ItemVisitor visitor) {
    int length = readVarint();
    int offset = position;
    position += length;
    switch (tag) {
      case ValueTag.S -> visitor.string(bytes, offset, length);
      case ValueTag.N -> visitor.number(bytes, offset, length);
      default -> visitor.binary(bytes, offset, length);
    }
  }

  private IllegalStateException unknown(byte tag) {
    return new IllegalStateException("no value has the tag " + tag + ", at " + (position - 1));
  }
}
