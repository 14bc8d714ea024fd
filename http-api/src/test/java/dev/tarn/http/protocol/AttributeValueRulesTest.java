package dev.tarn.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributeValueRulesTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Supplied AttributeValue is empty, must contain exactly one of the supported"
            + " datatypes",
        "null | Supplied AttributeValue is empty, must contain exactly one of the supported"
            + " datatypes",
        "{'X':'a'} | Supplied AttributeValue is empty, must contain exactly one of the supported"
            + " datatypes",
        "{'L':[null]} | Supplied AttributeValue is empty, must contain exactly one of the supported"
            + " datatypes",
        "{'S':'a','N':'1'} | Supplied AttributeValue has more than one datatypes set, must contain"
            + " exactly one of the supported datatypes",
        "{'N':'x','S':'a'} | The parameter cannot be converted to a numeric value: x",
        "{'N':''} | The parameter cannot be converted to a numeric value",
        "{'N':'1e126'} | Number overflow. Attempting to store a number with magnitude larger than"
            + " supported range",
        "{'NS':['1','1.0']} | Input collection contains duplicates",
      })
  void keepsTheServicesRules(String value, String message) {
    assertBroken(value, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'NULL':false} | Null attribute value types must have the value of true",
        "{'SS':[]} | An string set  may not be empty",
        "{'NS':[]} | An number set  may not be empty",
        "{'BS':[]} | Binary sets should not be empty",
        "{'SS':[null]} | An string set may not have a empty string as a member",
        "{'BS':[null]} | Binary sets may not contain null or empty values",
        "{'SS':['a','b','a']} | Input collection [a, b, a] contains duplicates.",
        "{'BS':['AA==','AA==']} | Input collection [AA==, AA==]of type BS contains duplicates.",
      })
  void keepsTheServicesRulesOnParameters(String value, String message) {
    assertBroken(value, INVALID + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'SS':['a','']}", "{'BS':['','AA==']}"})
  void allowsAnEmptyElementInASet(String value) {
    Item item = Inputs.put(value.replace('\'', '"')).requiredItem("Item");

    assertThat(item.get("a")).isNotNull();
  }

  @Test
  void allowsThirtyTwoLevels() {
    assertThat(Inputs.put(nested(32)).requiredItem("Item").get("a")).isNotNull();
  }

  @Test
  void refusesThirtyThreeLevels() {
    assertBroken(
        nested(33),
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
            + " beyond supported limit");
  }

  @Test
  void namesThePlaceholderOfABrokenValue() {
    Structure input =
        Inputs.decode(
            "Scan",
            """
            {"TableName":"table","ExpressionAttributeValues":{":a":{"S":""},":b":{"N":"x"},":c":{}}}
            """);

    assertThat(Inputs.refusal(() -> input.attributeValues("ExpressionAttributeValues")).error())
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "ExpressionAttributeValues contains invalid value: The parameter cannot be converted to"
                + " a numeric value: x for key :b");
  }

  @Test
  void reportsABrokenValueOnlyWhenItsMemberIsRead() {
    Structure input =
        Inputs.decode(
            "UpdateItem",
            """
            {"TableName":"table","Key":{"a":{"S":"k"}},"ExpressionAttributeValues":{":a":{}}}
            """);

    assertThat(input.requiredItem("Key").attributes()).hasSize(1);
    assertThat(input.has("ExpressionAttributeValues")).isTrue();
    assertThat(Inputs.refusal(() -> input.attributeValues("ExpressionAttributeValues")).error())
        .isInstanceOf(ValidationException.class);
  }

  private static void assertBroken(String value, String message) {
    Structure input = Inputs.put(value.replace('\'', '"'));

    assertThat(Inputs.refusal(() -> input.requiredItem("Item")).error())
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
  }

  private static String nested(int levels) {
    return "{\"M\":{\"m\":".repeat(levels - 1) + "{\"S\":\"leaf\"}" + "}}".repeat(levels - 1);
  }
}
