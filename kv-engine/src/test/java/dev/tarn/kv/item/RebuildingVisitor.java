package dev.tarn.kv.item;

import com.google.common.collect.ImmutableSortedSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Builds the item again from what it is told of. */
final class RebuildingVisitor implements ItemVisitor {
  private final Map<String, AttributeValue> root = new LinkedHashMap<>();
  private final Deque<Consumer<AttributeValue>> sinks = new ArrayDeque<>();
  private final Deque<Object> open = new ArrayDeque<>();
  private final Deque<String> names = new ArrayDeque<>();
  private AttributeType setType = AttributeType.SS;

  RebuildingVisitor() {
    sinks.push(value -> root.put(names.pop(), value));
  }

  Item item() {
    return new Item(root);
  }

  @Override
  public void name(byte[] bytes, int offset, int length) {
    names.push(text(bytes, offset, length));
  }

  @Override
  public void string(byte[] bytes, int offset, int length) {
    value(new AttributeValue.S(text(bytes, offset, length)));
  }

  @Override
  public void number(byte[] bytes, int offset, int length) {
    value(new AttributeValue.N(Decimal.parse(text(bytes, offset, length))));
  }

  @Override
  public void binary(byte[] bytes, int offset, int length) {
    value(new AttributeValue.B(Binary.wrap(Arrays.copyOfRange(bytes, offset, offset + length))));
  }

  @Override
  public void bool(boolean value) {
    value(new AttributeValue.Bool(value));
  }

  @Override
  public void nullValue() {
    value(AttributeValue.Null.INSTANCE);
  }

  @Override
  public void startMap() {
    Map<String, AttributeValue> map = new LinkedHashMap<>();
    open.push(map);
    sinks.push(value -> map.put(names.pop(), value));
  }

  @Override
  @SuppressWarnings("unchecked")
  public void endMap() {
    sinks.pop();
    value(new AttributeValue.M((Map<String, AttributeValue>) open.pop()));
  }

  @Override
  public void startList() {
    List<AttributeValue> list = new ArrayList<>();
    open.push(list);
    sinks.push(list::add);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void endList() {
    sinks.pop();
    value(new AttributeValue.L((List<AttributeValue>) open.pop()));
  }

  @Override
  public void startSet(AttributeType type) {
    setType = type;
    startList();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void endSet() {
    sinks.pop();
    List<AttributeValue> elements = (List<AttributeValue>) open.pop();
    value(
        switch (setType) {
          case SS ->
              new AttributeValue.SS(
                  elements.stream()
                      .map(element -> ((AttributeValue.S) element).value())
                      .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)));
          case NS ->
              new AttributeValue.NS(
                  elements.stream()
                      .map(element -> ((AttributeValue.N) element).value())
                      .collect(ImmutableSortedSet.toImmutableSortedSet(Decimal::compareTo)));
          default ->
              new AttributeValue.BS(
                  elements.stream()
                      .map(element -> ((AttributeValue.B) element).value())
                      .collect(ImmutableSortedSet.toImmutableSortedSet(Binary::compareTo)));
        });
  }

  private void value(AttributeValue value) {
    sinks.element().accept(value);
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
