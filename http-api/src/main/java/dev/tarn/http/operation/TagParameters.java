package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tags as requests give them. Their rules are not in the service's model; the texts are those that
 * the service answers with.
 */
final class TagParameters {
  private static final int MAX_TAGS = 50;
  private static final int MAX_KEY_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 256;
  private static final String RESERVED_PREFIX = "aws:";
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private TagParameters() {}

  /**
   * The tags by their keys.
   *
   * @throws ValidationException if they are too many, or one is not valid or there twice
   */
  static Map<String, String> tags(List<Structure> tags) {
    Map<String, String> byKey = new LinkedHashMap<>();
    for (Structure tag : tags) {
      String key = validKey(tag.string("Key"));
      if (byKey.put(key, validValue(tag.string("Value"))) != null) {
        throw new ValidationException(
            "Duplicate Tag Keys provided as input: Duplicate Tag Key found " + key);
      }
    }
    requireNotTooMany(byKey.size());
    return byKey;
  }

  /**
   * Passes keys of tags.
   *
   * @throws ValidationException if they are too many, or one is not valid
   */
  static void checkKeys(List<String> keys) {
    keys.forEach(TagParameters::validKey);
    requireNotTooMany(keys.size());
  }

  private static void requireNotTooMany(int tags) {
    if (tags > MAX_TAGS) {
      throw new ValidationException(
          "Number of Tags exceed the current limit for the provided ResourceArn");
    }
  }

  private static String validKey(@Nullable String key) {
    if (key == null || key.isEmpty() || !isValid(key, MAX_KEY_LENGTH)) {
      throw new ValidationException("The Tag Key provided is invalid, Key: " + key);
    }
    if (key.startsWith(RESERVED_PREFIX)) {
      throw new ValidationException("Tag Key cannot be prefixed with aws:, Key: " + key);
    }
    return key;
  }

  private static String validValue(@Nullable String value) {
    if (value == null || !isValid(value, MAX_VALUE_LENGTH)) {
      throw new ValidationException("The Tag Value provided is invalid, Value: " + value);
    }
    return value;
  }

  private static boolean isValid(String text, int maxLength) {
    return text.length() <= maxLength && ALLOWED.matcher(text).matches();
  }
}
