package dev.tarn.http.legacy;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of Expected, in either of its own two styles: a ComparisonOperator with values; or,
 * older still, a Value that the attribute is to have, or Exists false if it is to have none.
 */
record ExpectedAttributeValue(String attribute, Structure members) {
  /**
   * What is expected, as a condition.
   *
   * @throws ValidationException if the members do not go together
   */
  AttributeCondition condition() {
    if (members.has("Value") && members.has("AttributeValueList")) {
      throw invalid("Value and AttributeValueList cannot be used together");
    }
    String operator = members.string("ComparisonOperator");
    return operator == null ? byExistence() : compared(ComparisonOperator.valueOf(operator));
  }

  private AttributeCondition compared(ComparisonOperator operator) {
    if (members.has("Exists")) {
      throw invalid("Exists and ComparisonOperator cannot be used together");
    }
    List<AttributeValue> values = values();
    if (values == null && operator.takesValues()) {
      throw invalid(
          "Value or AttributeValueList must be used with ComparisonOperator: " + operator);
    }
    return new AttributeCondition(attribute, operator, values == null ? List.of() : values);
  }

  /** The documentation forbids Value beside ComparisonOperator; the service takes it. */
  private @Nullable List<AttributeValue> values() {
    AttributeValue value = members.attributeValue("Value");
    return value == null ? members.attributeValueList("AttributeValueList") : List.of(value);
  }

  private AttributeCondition byExistence() {
    if (members.has("AttributeValueList")) {
      throw invalid("AttributeValueList can only be used with a ComparisonOperator");
    }
    Boolean exists = members.bool("Exists");
    AttributeValue value = members.attributeValue("Value");
    if (Boolean.FALSE.equals(exists)) {
      if (value != null) {
        throw invalid("Value cannot be used when Exists is false");
      }
      return new AttributeCondition(attribute, ComparisonOperator.NULL, List.of());
    }
    if (value == null) {
      throw invalid("Value must be provided when Exists is " + exists);
    }
    return new AttributeCondition(attribute, ComparisonOperator.EQ, List.of(value));
  }

  private ValidationException invalid(String detail) {
    return ValidationException.invalidParameter(detail + " for Attribute: " + attribute);
  }
}
