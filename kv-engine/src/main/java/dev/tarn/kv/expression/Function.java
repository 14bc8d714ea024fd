package dev.tarn.kv.expression;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A function of the expression language. Names are case-sensitive. */
enum Function {
  ATTRIBUTE_EXISTS("attribute_exists", 1, Place.CONDITION),
  ATTRIBUTE_NOT_EXISTS("attribute_not_exists", 1, Place.CONDITION),
  ATTRIBUTE_TYPE("attribute_type", 2, Place.CONDITION),
  BEGINS_WITH("begins_with", 2, Place.CONDITION),
  CONTAINS("contains", 2, Place.CONDITION),
  SIZE("size", 1, Place.CONDITION_OPERAND),
  IF_NOT_EXISTS("if_not_exists", 2, Place.UPDATE_OPERAND),
  LIST_APPEND("list_append", 2, Place.UPDATE_OPERAND);

  /** Where a function may stand. */
  enum Place {
    /** As a condition of its own. */
    CONDITION,
    /** As an operand within a condition. */
    CONDITION_OPERAND,
    /** As an operand of SET. */
    UPDATE_OPERAND
  }

  private static final Map<String, Function> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(f -> f.text, f -> f));

  private final String text;
  private final int operands;
  private final Place place;

  Function(String text, int operands, Place place) {
    this.text = text;
    this.operands = operands;
    this.place = place;
  }

  static @Nullable Function of(String text) {
    return BY_NAME.get(text);
  }

  /** How many operands it takes. */
  int operands() {
    return operands;
  }

  Place place() {
    return place;
  }

  /** The name as written in an expression. */
  @Override
  public String toString() {
    return text;
  }
}
