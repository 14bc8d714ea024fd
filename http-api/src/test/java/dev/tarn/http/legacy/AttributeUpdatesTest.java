package dev.tarn.http.legacy;

import static dev.tarn.http.legacy.Requests.decode;
import static dev.tarn.http.legacy.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributeUpdatesTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private static Update of(String elements) {
    return AttributeUpdates.of(
        decode("UpdateItem", "'Key': {}, 'AttributeUpdates': {" + elements + "}"));
  }

  private static String element(String action, String value) {
    return "'a': {'Action': '" + action + "', 'Value': " + value + "}";
  }

  private static Map<String, AttributeValue> updated(String elements, Item old) {
    return of(elements).apply(old).attributes();
  }

  private static Item item(String value) {
    return new Item(Map.of("a", value(value)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "PUT | {'N': '1'} | {'S': 'x'} | {'N': '1'}",
        "ADD | {'N': '-1.5'} | {'N': '5'} | {'N': '3.5'}",
        "ADD | {'SS': ['b', 'c']} | {'SS': ['a', 'b']} | {'SS': ['a', 'b', 'c']}",
        "ADD | {'NS': ['2.0']} | {'NS': ['2']} | {'NS': ['2']}",
        "ADD | {'L': [{'N': '1'}]} | {'L': [{'N': '1'}]} | {'L': [{'N': '1'}, {'N': '1'}]}",
        "DELETE | {'SS': ['b', 'c']} | {'SS': ['a', 'b']} | {'SS': ['a']}",
        "DELETE | {'BS': ['AQ==']} | {'BS': ['Ag==']} | {'BS': ['Ag==']}",
      })
  void changesAnAttribute(String action, String value, String before, String after) {
    assertThat(updated(element(action, value), item(before))).isEqualTo(Map.of("a", value(after)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'N': '1'}", "{'SS': ['x']}", "{'L': [{'S': 'x'}]}"})
  void addsToNothing(String value) {
    assertThat(updated(element("ADD", value), Item.EMPTY)).isEqualTo(Map.of("a", value(value)));
  }

  @Test
  void putsIfNoActionIsNamed() {
    assertThat(updated("'a': {'Value': {'S': 'x'}}", item("{'N': '1'}")))
        .isEqualTo(Map.of("a", value("{'S': 'x'}")));
  }

  @Test
  void deletesTheWholeAttributeWithoutAValue() {
    assertThat(updated("'a': {'Action': 'DELETE'}", item("{'N': '1'}"))).isEmpty();
    assertThat(updated("'a': {'Action': 'DELETE'}", Item.EMPTY)).isEmpty();
  }

  @Test
  void deletesASetWithItsLastElement() {
    assertThat(updated(element("DELETE", "{'SS': ['x', 'y']}"), item("{'SS': ['x']}"))).isEmpty();
  }

  @Test
  void takesADotInANameAsItIs() {
    assertThat(updated("'a.b': {'Value': {'S': 'x'}}", Item.EMPTY)).containsOnlyKeys("a.b");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "ADD | {'N': '1'} | {'S': 'x'}",
        "ADD | {'SS': ['x']} | {'NS': ['1']}",
        "ADD | {'L': []} | {'N': '1'}",
        "DELETE | {'NS': ['1']} | {'SS': ['1']}",
        "DELETE | {'SS': ['1']} | {'S': '1'}",
      })
  void refusesAnAttributeOfAnotherType(String action, String value, String before) {
    Update update = of(element(action, value));
    assertThatThrownBy(() -> update.apply(item(before)))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Type mismatch for attribute to update");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'Action': 'PUT'}", "{'Action': 'ADD'}"})
  void asksForAValueUnlessItDeletes(String element) {
    assertThatThrownBy(() -> of("'a': " + element))
        .hasMessage(INVALID + "Only DELETE action is allowed when no attribute value is specified");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "S | {'S': 'x'}",
        "B | {'B': 'AQ=='}",
        "BOOL | {'BOOL': true}",
        "NULL | {'NULL': true}",
        "M | {'M': {}}",
      })
  void addsOnlyToNumbersSetsAndLists(String type, String value) {
    assertThatThrownBy(() -> of(element("ADD", value)))
        .hasMessage(INVALID + "ADD action is not supported for the type " + type);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {"N | {'N': '1'}", "L | {'L': []}", "S | {'S': 'x'}"})
  void deletesElementsOnlyFromSets(String type, String value) {
    assertThatThrownBy(() -> of(element("DELETE", value)))
        .hasMessage(INVALID + "DELETE action with value is not supported for the type " + type);
  }

  @Test
  void createsNoItemByDeleting() {
    assertThat(of("'a': {'Action': 'DELETE'}").isCreatingItem()).isFalse();
    assertThat(of(element("DELETE", "{'SS': ['x']}")).isCreatingItem()).isFalse();
    assertThat(of(element("ADD", "{'N': '1'}")).isCreatingItem()).isTrue();
    assertThat(of("'a': {'Action': 'DELETE'}, 'b': {'Value': {'N': '1'}}").isCreatingItem())
        .isTrue();
    assertThat(of("").isCreatingItem()).isTrue();
  }
}
