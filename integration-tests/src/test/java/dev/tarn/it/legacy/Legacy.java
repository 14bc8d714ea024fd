package dev.tarn.it.legacy;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** Legacy parameters in few letters. */
final class Legacy {
  private Legacy() {}

  static Condition condition(ComparisonOperator operator, AttributeValue... values) {
    Condition.Builder condition = Condition.builder().comparisonOperator(operator);
    return values.length == 0 ? condition.build() : condition.attributeValueList(values).build();
  }

  static Condition eq(AttributeValue value) {
    return condition(ComparisonOperator.EQ, value);
  }

  /** The same condition as an element of Expected. */
  static ExpectedAttributeValue expected(ComparisonOperator operator, AttributeValue... values) {
    ExpectedAttributeValue.Builder expected =
        ExpectedAttributeValue.builder().comparisonOperator(operator);
    return values.length == 0 ? expected.build() : expected.attributeValueList(values).build();
  }

  /** The oldest style of all. */
  static ExpectedAttributeValue value(AttributeValue value) {
    return ExpectedAttributeValue.builder().value(value).build();
  }

  static ExpectedAttributeValue missing() {
    return ExpectedAttributeValue.builder().exists(false).build();
  }

  static AttributeValueUpdate put(AttributeValue value) {
    return update(AttributeAction.PUT, value);
  }

  static AttributeValueUpdate add(AttributeValue value) {
    return update(AttributeAction.ADD, value);
  }

  static AttributeValueUpdate delete(AttributeValue value) {
    return update(AttributeAction.DELETE, value);
  }

  static AttributeValueUpdate delete() {
    return AttributeValueUpdate.builder().action(AttributeAction.DELETE).build();
  }

  private static AttributeValueUpdate update(AttributeAction action, AttributeValue value) {
    return AttributeValueUpdate.builder().action(action).value(value).build();
  }

  /** Conditions of two attributes. */
  static <T> Map<String, T> both(String first, T one, String second, T other) {
    Map<String, T> both = new LinkedHashMap<>();
    both.put(first, one);
    both.put(second, other);
    return both;
  }
}
