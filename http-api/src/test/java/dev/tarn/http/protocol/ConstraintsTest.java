package dev.tarn.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConstraintsTest {
  @Test
  void requiresMembers() {
    assertRefused(
        "GetItem",
        "{\"TableName\":\"table\"}",
        "1 validation error detected: Value null at 'key' failed to satisfy constraint: "
            + "Member must not be null");
  }

  @Test
  void requiresWhatTheOperationAsksForAndItsShapeDoesNot() {
    Structure input = Inputs.decode("CreateTable", "{\"TableName\":\"table\"}");

    assertThat(Inputs.refusal(() -> input.requiredStructures("KeySchema")).error())
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "1 validation error detected: Value null at 'keySchema' failed to satisfy constraint:"
                + " Member must not be null");
  }

  @Test
  void reportsAllBreachesTogether() {
    assertRefused(
        "Scan",
        "{\"TableName\":\"a;\",\"Limit\":0,\"Select\":\"SOME\"}",
        "4 validation errors detected: "
            + "Value 'a;' at 'tableName' failed to satisfy constraint: "
            + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; "
            + "Value 'a;' at 'tableName' failed to satisfy constraint: "
            + "Member must have length greater than or equal to 3; "
            + "Value '0' at 'limit' failed to satisfy constraint: "
            + "Member must have value greater than or equal to 1; "
            + "Value 'SOME' at 'select' failed to satisfy constraint: Member must satisfy enum "
            + "value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]");
  }

  @Test
  void namesTheWayToAnElement() {
    assertRefused(
        "CreateTable",
        """
        {"TableName":"table","KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"KeyType":"R"}],
         "ProvisionedThroughput":{"ReadCapacityUnits":0,"WriteCapacityUnits":1}}
        """,
        "3 validation errors detected: Value null at 'keySchema.2.member.attributeName' failed to"
            + " satisfy constraint: Member must not be null; Value 'R' at"
            + " 'keySchema.2.member.keyType' failed to satisfy constraint: Member must satisfy enum"
            + " value set: [HASH, RANGE]; Value '0' at 'provisionedThroughput.readCapacityUnits'"
            + " failed to satisfy constraint: Member must have value greater than or equal to 1");
  }

  @Test
  void namesTheWayThroughAMap() {
    assertRefused(
        "BatchWriteItem",
        "{\"RequestItems\":{\"table\":[{\"PutRequest\":{}}]}}",
        "1 validation error detected: "
            + "Value null at 'requestItems.table.member.1.member.putRequest.item' failed to "
            + "satisfy constraint: Member must not be null");
  }

  @Test
  void boundsMapsAndTheListsInThem() {
    assertRefused(
        "BatchWriteItem",
        "{\"RequestItems\":{}}",
        "1 validation error detected: Value '{}' at 'requestItems' failed to satisfy constraint: "
            + "Member must have length greater than or equal to 1");
    assertRefused(
        "BatchWriteItem",
        "{\"RequestItems\":{\"table\":[]}}",
        "1 validation error detected: Value '{table=[]}' at 'requestItems' failed to satisfy"
            + " constraint: Map value must satisfy constraint: [Member must have length less than"
            + " or equal to 25, Member must have length greater than or equal to 1]");
  }

  @Test
  void holdsMapKeysToTheRulesOfTableNames() {
    assertRefused(
        "BatchWriteItem",
        "{\"RequestItems\":{\"a;\":[{\"DeleteRequest\":{\"Key\":{}}}]}}",
        "1 validation error detected: Value"
            + " '{a;=[WriteRequest(DeleteRequest=DeleteRequest(Key={}))]}' at 'requestItems' failed"
            + " to satisfy constraint: Map keys must satisfy constraint: [Member must have length"
            + " less than or equal to 255, Member must have length greater than or equal to 3,"
            + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]");
  }

  @Test
  void reportsNoMoreThanTenBreaches() {
    String elements =
        IntStream.range(0, 20).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));

    assertThat(
            Inputs.refusal(
                    "CreateTable", "{\"TableName\":\"table\",\"KeySchema\":" + elements + "}")
                .error())
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith("10 validation errors detected: ");
  }

  @Test
  void keepsTheTextOfABreachSmall() {
    assertThat(
            Inputs.refusal("DescribeTable", "{\"TableName\":\"" + "x".repeat(1_000_000) + "\"}")
                .error()
                .getMessage())
        .hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "a.b-c_D9", "arn:aws:dynamodb:us-east-1:000000000000:table/abc"})
  void takesATableByNameOrArn(String table) {
    assertThatCode(() -> Inputs.decode("DescribeTable", "{\"TableName\":\"" + table + "\"}"))
        .doesNotThrowAnyException();
  }

  @Test
  void checksConstraintsBeforeTheRulesOfValues() {
    assertRefused(
        "PutItem",
        "{\"TableName\":\"table\",\"ReturnValues\":\"X\",\"Item\":{\"a\":{}}}",
        "1 validation error detected: Value 'X' at 'returnValues' failed to satisfy constraint: "
            + "Member must satisfy enum value set: "
            + "[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]");
  }

  @Test
  void refusesNullElements() {
    assertRefused(
        "BatchGetItem",
        "{\"RequestItems\":{\"table\":null}}",
        "1 validation error detected: Value null at 'requestItems.table.member' failed to satisfy "
            + "constraint: Member must not be null");
    assertRefused(
        "BatchGetItem",
        "{\"RequestItems\":{\"table\":{\"Keys\":[{\"a\":{\"S\":\"x\"}},null]}}}",
        "1 validation error detected: Value null at 'requestItems.table.member.keys.2.member' "
            + "failed to satisfy constraint: Member must not be null");
  }

  private static void assertRefused(String operation, String json, String message) {
    assertThat(Inputs.refusal(operation, json).error())
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
  }
}
