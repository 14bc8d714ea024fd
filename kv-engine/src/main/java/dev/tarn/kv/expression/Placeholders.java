package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.ItemSize;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ExpressionAttributeNames and ExpressionAttributeValues of one request, and which of them its
 * expressions have used. Not for several threads at once.
 */
public final class Placeholders {
  /** The most bytes of all names and values (developer guide, "Expression parameters"). */
  static final int MAX_SIZE_BYTES = 2 * 1024 * 1024;

  /** The longest placeholder in bytes, with its first character. */
  static final int MAX_KEY_BYTES = 255;

  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";

  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Set<String> unusedNames;
  private final Set<String> unusedValues;

  /**
   * Takes what a request has, null for what it has not.
   *
   * @throws ValidationException if a map is empty, a key is no placeholder, a name is empty, or all
   *     is larger than 2 MB
   */
  public Placeholders(
      @Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values) {
    checkKeys(NAMES, '#', names);
    checkKeys(VALUES, ':', values);
    this.names = names == null ? Map.of() : names;
    this.values = values == null ? Map.of() : values;
    checkNames();
    checkSize();
    this.unusedNames = new HashSet<>(this.names.keySet());
    this.unusedValues = new HashSet<>(this.values.keySet());
  }

  /** The placeholders of a request that has none. */
  public static Placeholders none() {
    return new Placeholders(null, null);
  }

  /**
   * To be called when all expressions of the request are bound.
   *
   * @throws ValidationException if a name or value was given that none of them uses
   */
  public void requireAllUsed() {
    requireNone(NAMES, unusedNames);
    requireNone(VALUES, unusedValues);
  }

  String name(ExpressionKind kind, String placeholder) {
    String name = names.get(placeholder);
    if (name == null) {
      throw kind.invalid(
          "An expression attribute name used in the document path is not defined; attribute name: "
              + placeholder);
    }
    unusedNames.remove(placeholder);
    return name;
  }

  AttributeValue value(ExpressionKind kind, String placeholder) {
    AttributeValue value = values.get(placeholder);
    if (value == null) {
      throw kind.invalid(
          "An expression attribute value used in expression is not defined; attribute value: "
              + placeholder);
    }
    unusedValues.remove(placeholder);
    return value;
  }

  private static void requireNone(String parameter, Set<String> unused) {
    if (!unused.isEmpty()) {
      throw new ValidationException(
          "Value provided in "
              + parameter
              + " unused in expressions: keys: {"
              + String.join(", ", unused)
              + "}");
    }
  }

  private static void checkKeys(String parameter, char sign, @Nullable Map<String, ?> map) {
    if (map == null) {
      return;
    }
    if (map.isEmpty()) {
      throw new ValidationException(parameter + " must not be empty");
    }
    for (String key : map.keySet()) {
      checkKey(parameter, sign, key);
    }
  }

  private static void checkKey(String parameter, char sign, String key) {
    int size = ItemSize.utf8(key);
    if (size > MAX_KEY_BYTES) {
      throw new ValidationException(
          parameter
              + " contains invalid key: The expression attribute map contains a key that is too"
              + " long; size of key: "
              + size);
    }
    boolean valid = key.length() > 1 && key.charAt(0) == sign;
    for (int i = 1; i < key.length() && valid; i++) {
      valid = Lexer.isWordPart(key.charAt(i));
    }
    if (!valid) {
      throw new ValidationException(
          parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
    }
  }

  private void checkNames() {
    for (Map.Entry<String, String> name : names.entrySet()) {
      if (name.getValue().isEmpty()) {
        throw new ValidationException(
            NAMES + " contains invalid value: Empty attribute name for key " + name.getKey());
      }
    }
  }

  private void checkSize() {
    long size = 0;
    for (String name : names.values()) {
      size += ItemSize.utf8(name);
    }
    for (AttributeValue value : values.values()) {
      size += ItemSize.of(value);
    }
    if (size > MAX_SIZE_BYTES) {
      throw new ValidationException(VALUES + " exceeds max size");
    }
  }
}
