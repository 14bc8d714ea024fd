package dev.tarn.kv.expression;

import dev.tarn.kv.item.AttributeType;
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
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.Item;
import org.jspecify.annotations.Nullable;

/** What a condition compares. */
public sealed interface Operand {
  /** The operand's value for an item, or null if it has none. */
  @Nullable AttributeValue value(Item item);

  /** The type that the value has for every item, or null if that depends on the item. */
  @Nullable AttributeType type();

  /** The value in a place of the item. */
  record OfPath(DocumentPath path) implements Operand {
    @Override
    public @Nullable AttributeValue value(Item item) {
      return path.in(item);
    }

    @Override
    public @Nullable AttributeType type() {
      return null;
    }
  }

  /** A value that the request brings. */
  record Literal(AttributeValue value) implements Operand {
    @Override
    public AttributeValue value(Item item) {
      return value;
    }

    @Override
    public AttributeType type() {
      return value.type();
    }
  }

  /**
   * The length of a string in UTF-16 units or of a binary in bytes, or how many elements a set,
   * list or map has. Other types have no size.
   */
  record Size(Operand of) implements Operand {
    @Override
    public @Nullable AttributeValue value(Item item) {
      AttributeValue value = of.value(item);
      int size = value == null ? -1 : size(value);
      return size < 0 ? null : new N(Decimal.ofCanonical(Integer.toString(size)));
    }

    @Override
    public AttributeType type() {
      return AttributeType.N;
    }

    private static int size(AttributeValue value) {
      return switch (value) {
        case S s -> s.value().length();
        case B b -> b.value().length();
        case SS set -> set.values().size();
        case NS set -> set.values().size();
        case BS set -> set.values().size();
        case L list -> list.values().size();
        case M map -> map.values().size();
        case N n -> -1;
        case Bool bool -> -1;
        case Null none -> -1;
      };
    }
  }
}
