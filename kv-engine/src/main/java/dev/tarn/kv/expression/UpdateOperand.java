package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.Decimal;
import dev.tarn.kv.item.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What SET gives an attribute, computed from the item as it was before the update. */
public sealed interface UpdateOperand {
  /**
   * The operand's value for an item.
   *
   * @throws ValidationException if the item lacks an attribute that is needed, or has one of the
   *     wrong type, or a number gets too large, too small or too long
   */
  AttributeValue value(Item item);

  /** The type that the value has for every item, or null if that depends on the item. */
  @Nullable AttributeType type();

  /** The value in a place of the item. */
  record OfPath(DocumentPath path) implements UpdateOperand {
    @Override
    public AttributeValue value(Item item) {
      AttributeValue value = path.in(item);
      if (value == null) {
        throw new ValidationException(
            "The provided expression refers to an attribute that does not exist in the item");
      }
      return value;
    }

    @Override
    public @Nullable AttributeType type() {
      return null;
    }
  }

  /** A value that the request brings. */
  record Literal(AttributeValue value) implements UpdateOperand {
    @Override
    public AttributeValue value(Item item) {
      return value;
    }

    @Override
    public AttributeType type() {
      return value.type();
    }
  }

  /** The value in a place of the item, or another where there is none. */
  record IfNotExists(DocumentPath path, UpdateOperand otherwise) implements UpdateOperand {
    @Override
    public AttributeValue value(Item item) {
      AttributeValue value = path.in(item);
      return value == null ? otherwise.value(item) : value;
    }

    @Override
    public @Nullable AttributeType type() {
      return null;
    }
  }

  /** Two lists, one behind the other. */
  record ListAppend(UpdateOperand first, UpdateOperand second) implements UpdateOperand {
    @Override
    public AttributeValue value(Item item) {
      AttributeValue head = first.value(item);
      AttributeValue tail = second.value(item);
      if (head instanceof L before && tail instanceof L after) {
        List<AttributeValue> values =
            new ArrayList<>(before.values().size() + after.values().size());
        values.addAll(before.values());
        values.addAll(after.values());
        return new L(values);
      }
      throw incorrectType();
    }

    @Override
    public AttributeType type() {
      return AttributeType.L;
    }
  }

  /** The value in a place of the item, changed by a patch. */
  record Patched(DocumentPath path, MergePatch.Members patch) implements UpdateOperand {
    @Override
    public AttributeValue value(Item item) {
      return patch.applyTo(path.in(item));
    }

    @Override
    public AttributeType type() {
      return AttributeType.M;
    }
  }

  /** The sum of two numbers. */
  record Plus(UpdateOperand left, UpdateOperand right) implements UpdateOperand {
    @Override
    public AttributeValue value(Item item) {
      return number(number(left, item).add(number(right, item)));
    }

    @Override
    public AttributeType type() {
      return AttributeType.N;
    }
  }

  /** The difference of two numbers. */
  record Minus(UpdateOperand left, UpdateOperand right) implements UpdateOperand {
    @Override
    public AttributeValue value(Item item) {
      return number(number(left, item).subtract(number(right, item)));
    }

    @Override
    public AttributeType type() {
      return AttributeType.N;
    }
  }

  /** The error of an item whose attribute is not of the type that the update needs. */
  static ValidationException incorrectType() {
    return new ValidationException(
        "An operand in the update expression has an incorrect data type");
  }

  private static BigDecimal number(UpdateOperand operand, Item item) {
    if (operand.value(item) instanceof N number) {
      return number.value().toBigDecimal();
    }
    throw incorrectType();
  }

  private static N number(BigDecimal result) {
    return new N(Decimal.of(result));
  }
}
