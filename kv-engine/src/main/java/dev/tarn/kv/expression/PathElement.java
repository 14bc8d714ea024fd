package dev.tarn.kv.expression;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import org.jspecify.annotations.Nullable;

/** A step of a document path. */
public sealed interface PathElement {
  /** The value that this step leads to from another, or null if there is none. */
  @Nullable AttributeValue in(AttributeValue value);

  /** A step to an attribute of the item, or into a map. */
  record Name(String name) implements PathElement {
    @Override
    public @Nullable AttributeValue in(AttributeValue value) {
      return value instanceof M map ? map.values().get(name) : null;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A step into a list; the first element has the index 0. */
  record Index(int index) implements PathElement {
    @Override
    public @Nullable AttributeValue in(AttributeValue value) {
      return value instanceof L list && index < list.values().size()
          ? list.values().get(index)
          : null;
    }

    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }
}
