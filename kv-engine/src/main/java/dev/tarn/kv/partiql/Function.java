package dev.tarn.kv.partiql;

import com.google.common.base.Ascii;
import org.jspecify.annotations.Nullable;

/** A function of PartiQL for DynamoDB. Names are not case-sensitive. */
enum Function {
  ATTRIBUTE_TYPE(2),
  BEGINS_WITH(2),
  CONTAINS(2),
  SIZE(1),
  LIST_APPEND(2),
  SET_ADD(2),
  SET_DELETE(2);

  private final int operands;

  Function(int operands) {
    this.operands = operands;
  }

  static @Nullable Function of(String name) {
    for (Function function : values()) {
      if (function.name().equalsIgnoreCase(name)) {
        return function;
      }
    }
    return null;
  }

  /** How many operands it takes. */
  int operands() {
    return operands;
  }

  /** The name as the service's errors write it. */
  @Override
  public String toString() {
    return Ascii.toLowerCase(name());
  }
}
