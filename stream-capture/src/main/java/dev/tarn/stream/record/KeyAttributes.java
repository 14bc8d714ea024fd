package dev.tarn.stream.record;

import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.item.ItemVisitor;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks the key attributes out of an encoded item, without decoding the others. */
final class KeyAttributes implements ItemVisitor {
  private final byte[] partitionKey;
  private final byte @Nullable [] sortKey;
  private @Nullable AttributeValue partitionValue;
  private @Nullable AttributeValue sortValue;

  /** Of which attribute the next value is. */
  private Part pending = Part.OTHER;

  /** How many maps, lists and sets are open: key attributes stand outside all of them. */
  private int depth;

  private enum Part {
    PARTITION_KEY,
    SORT_KEY,
    OTHER
  }

  private KeyAttributes(KeySchema schema) {
    KeyAttribute sort = schema.sortKey();
    partitionKey = utf8(schema.partitionKey());
    sortKey = sort == null ? null : utf8(sort);
  }

  /** The item's key attributes. */
  static Item of(KeySchema schema, EncodedItem item) {
    KeyAttributes keys = new KeyAttributes(schema);
    item.accept(keys);
    return keys.toItem(schema);
  }

  private Item toItem(KeySchema schema) {
    Map<String, AttributeValue> attributes = LinkedHashMap.newLinkedHashMap(2);
    if (partitionValue != null) {
      attributes.put(schema.partitionKey().name(), partitionValue);
    }
    if (schema.sortKey() != null && sortValue != null) {
      attributes.put(schema.sortKey().name(), sortValue);
    }
    return new Item(attributes);
  }

  @Override
  public void name(byte[] bytes, int offset, int length) {
    if (depth > 0) {
      return;
    }
    if (matches(partitionKey, bytes, offset, length)) {
      pending = Part.PARTITION_KEY;
    } else if (sortKey != null && matches(sortKey, bytes, offset, length)) {
      pending = Part.SORT_KEY;
    } else {
      pending = Part.OTHER;
    }
  }

  @Override
  public void string(byte[] bytes, int offset, int length) {
    if (isKey()) {
      take(new S(new String(bytes, offset, length, StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void number(byte[] bytes, int offset, int length) {
    if (isKey()) {
      String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
      take(new N(Decimal.parse(text)));
    }
  }

  @Override
  public void binary(byte[] bytes, int offset, int length) {
    if (isKey()) {
      take(new B(Binary.wrap(Arrays.copyOfRange(bytes, offset, offset + length))));
    }
  }

  @Override
  public void bool(boolean value) {}

  @Override
  public void nullValue() {}

  @Override
  public void startMap() {
    depth++;
  }

  @Override
  public void endMap() {
    depth--;
  }

  @Override
  public void startList() {
    depth++;
  }

  @Override
  public void endList() {
    depth--;
  }

  @Override
  public void startSet(AttributeType type) {
    depth++;
  }

  @Override
  public void endSet() {
    depth--;
  }

  private boolean isKey() {
    return depth == 0 && pending != Part.OTHER;
  }

  private void take(AttributeValue value) {
    if (pending == Part.PARTITION_KEY) {
      partitionValue = value;
    } else {
      sortValue = value;
    }
  }

  private static boolean matches(byte[] name, byte[] bytes, int offset, int length) {
    return Arrays.equals(name, 0, name.length, bytes, offset, offset + length);
  }

  private static byte[] utf8(KeyAttribute attribute) {
    return attribute.name().getBytes(StandardCharsets.UTF_8);
  }
}
