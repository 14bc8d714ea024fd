package dev.tarn.kv.item;

import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.Map;

/**
 * A value of one of DynamoDB's ten types, named as on the wire.
 *
 * <p>Equality is DynamoDB's: numbers by value, sets and maps regardless of order.
 */
public sealed interface AttributeValue {
  /** The type's tag on the wire, such as {@code "S"} or {@code "BOOL"}. */
  AttributeType type();

  /** A string of Unicode characters. */
  record S(String value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.S;
    }
  }

  /** A number of up to 38 significant digits. */
  record N(Decimal value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.N;
    }
  }

  /** A binary value. */
  record B(Binary value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.B;
    }
  }

  /** True or false. */
  record Bool(boolean value) implements AttributeValue {
    /** The value true. */
    public static final Bool TRUE = new Bool(true);

    /** The value false. */
    public static final Bool FALSE = new Bool(false);

    @Override
    public AttributeType type() {
      return AttributeType.BOOL;
    }
  }

  /** The null value, which an attribute can have: not the absence of an attribute. */
  record Null() implements AttributeValue {
    /** The one null value. */
    public static final Null INSTANCE = new Null();

    @Override
    public AttributeType type() {
      return AttributeType.NULL;
    }
  }

  /** A list of values of any types. The list is taken over and must not change any more. */
  record L(List<AttributeValue> values) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.L;
    }
  }

  /** A map from names to values of any types. The map is taken over and must not change. */
  record M(Map<String, AttributeValue> values) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.M;
    }
  }

  /** A set of strings, never empty once stored. */
  record SS(ImmutableSortedSet<String> values) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.SS;
    }
  }

  /** A set of numbers, never empty once stored. */
  record NS(ImmutableSortedSet<Decimal> values) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.NS;
    }
  }

  /** A set of binary values, never empty once stored. */
  record BS(ImmutableSortedSet<Binary> values) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.BS;
    }
  }
}
