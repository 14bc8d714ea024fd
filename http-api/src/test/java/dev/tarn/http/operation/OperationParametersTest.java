package dev.tarn.http.operation;

import static dev.tarn.http.legacy.Requests.decode;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperationParametersTest {
  private static final String NULL = "{'x': {'ComparisonOperator': 'NULL'}}";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "GET | GetItem | 'Key': {}, 'AttributesToGet': ['x'], 'ProjectionExpression': 'x'"
            + " | AttributesToGet | ProjectionExpression",
        "WRITE | PutItem | 'Item': {}, 'Expected': NULL, 'ConditionExpression': ''"
            + " | Expected | ConditionExpression",
        "WRITE | DeleteItem | 'Key': {}, 'ConditionalOperator': 'OR', 'ConditionExpression': 'x'"
            + " | ConditionalOperator | ConditionExpression",
        "UPDATE | UpdateItem | 'Key': {}, 'Expected': NULL, 'AttributeUpdates': {},"
            + " 'ConditionalOperator': 'OR', 'ConditionExpression': 'x', 'UpdateExpression': 'x'"
            + " | AttributeUpdates, Expected, ConditionalOperator"
            + " | UpdateExpression, ConditionExpression",
        "QUERY | Query | 'QueryFilter': NULL, 'KeyConditionExpression': 'x'"
            + " | QueryFilter | KeyConditionExpression",
        "QUERY | Query | 'KeyConditions': NULL, 'KeyConditionExpression': 'x',"
            + " 'AttributesToGet': ['x'], 'FilterExpression': 'x', 'ProjectionExpression': 'x'"
            + " | AttributesToGet, KeyConditions"
            + " | ProjectionExpression, FilterExpression, KeyConditionExpression",
        "SCAN | Scan | 'ScanFilter': NULL, 'ProjectionExpression': 'x'"
            + " | ScanFilter | ProjectionExpression",
      })
  void refusesToMixTheStyles(
      OperationParameters parameters,
      String operation,
      String json,
      String legacy,
      String expressions) {
    Structure input = decode(operation, json.replace("NULL", NULL));
    assertThatThrownBy(() -> parameters.check(input))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "Can not use both expression and non-expression parameters in the same request:"
                + " Non-expression parameters: {%s} Expression parameters: {%s}",
            legacy, expressions);
  }

  @Test
  void takesKeyConditionsBesideOtherExpressions() {
    Structure input =
        decode(
            "Query",
            "'KeyConditions': %s, 'FilterExpression': 'x', 'ProjectionExpression': 'x'"
                .formatted(NULL));
    assertThatCode(() -> OperationParameters.QUERY.check(input)).doesNotThrowAnyException();
  }

  @Test
  void refusesNamesAndValuesBesideLegacyParametersAlone() {
    Structure names =
        decode("Scan", "'ScanFilter': " + NULL + ", 'ExpressionAttributeNames': {'#a': 'a'}");
    assertThatThrownBy(() -> OperationParameters.SCAN.check(names))
        .hasMessage("ExpressionAttributeNames can only be specified when using expressions");
    Structure values =
        decode(
            "UpdateItem",
            "'Key': {}, 'AttributeUpdates': {}, 'ExpressionAttributeValues': {':a': {'N': '1'}}");
    assertThatThrownBy(() -> OperationParameters.UPDATE.check(values))
        .hasMessage(
            "ExpressionAttributeValues can only be specified when using expressions:"
                + " UpdateExpression and ConditionExpression are null");
  }
}
