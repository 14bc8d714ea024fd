package dev.tarn.http.protocol;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that every attribute value of a request must keep, in the service's words. */
public final class AttributeValueRules {
  /** How deep values may stand in each other (developer guide, "Service quotas"). */
  public static final int MAX_NESTING = 32;

  private AttributeValueRules() {}

  static ValidationException empty() {
    return new ValidationException(
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }

  static ValidationException severalTypes() {
    return new ValidationException(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
            + " supported datatypes");
  }

  static ValidationException nullNotTrue() {
    return ValidationException.invalidParameter(
        "Null attribute value types must have the value of true");
  }

  /** The error of values that stand deeper in each other than {@link #MAX_NESTING}. */
  public static ValidationException nestedTooDeep() {
    return new ValidationException(
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
            + " beyond supported limit");
  }

  static ValidationException nullInStringSet() {
    return ValidationException.invalidParameter(
        "An string set may not have a empty string as a member");
  }

  static ValidationException nullInBinarySet() {
    return ValidationException.invalidParameter("Binary sets may not contain null or empty values");
  }

  /** A set is never empty, but may have an empty element, since 2020 and whatever the texts say. */
  public static @Nullable ValidationException stringSet(List<String> elements, Set<String> set) {
    if (elements.isEmpty()) {
      return ValidationException.invalidParameter("An string set  may not be empty");
    }
    return elements.size() == set.size()
        ? null
        : ValidationException.invalidParameter(
            "Input collection " + elements + " contains duplicates.");
  }

  /** What is wrong with a set's elements, or null. */
  public static @Nullable ValidationException numberSet(List<Decimal> elements, Set<Decimal> set) {
    if (elements.isEmpty()) {
      return ValidationException.invalidParameter("An number set  may not be empty");
    }
    return elements.size() == set.size()
        ? null
        : new ValidationException("Input collection contains duplicates");
  }

  /** What is wrong with a set's elements, or null. */
  public static @Nullable ValidationException binarySet(List<Binary> elements, Set<Binary> set) {
    if (elements.isEmpty()) {
      return ValidationException.invalidParameter("Binary sets should not be empty");
    }
    return elements.size() == set.size()
        ? null
        : ValidationException.invalidParameter(
            "Input collection " + base64(elements) + "of type BS contains duplicates.");
  }

  private static String base64(List<Binary> elements) {
    return elements.stream()
        .map(element -> Base64.getEncoder().encodeToString(element.bytes()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
