package dev.tarn.kv.table;

import dev.tarn.kv.item.AttributeType;

/**
 * An attribute of a key.
 *
 * @param name the attribute's name
 * @param type S, N or B
 */
public record KeyAttribute(String name, AttributeType type) {
  /** Rejects a type that no key can have. */
  public KeyAttribute {
    if (!type.isKeyType()) {
      throw new IllegalArgumentException("a key attribute cannot have the type " + type);
    }
  }
}
