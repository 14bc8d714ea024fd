package dev.tarn.kv.expression;

import static dev.tarn.kv.expression.Request.request;
import static dev.tarn.kv.expression.Values.b;
import static dev.tarn.kv.expression.Values.n;
import static dev.tarn.kv.expression.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyConditionTest {
  private static final KeyAttribute PK = new KeyAttribute("pk", AttributeType.S);
  private static final KeySchema HASH_ONLY = new KeySchema(PK, null);
  private static final KeySchema NUMBERS =
      new KeySchema(PK, new KeyAttribute("sk", AttributeType.N));
  private static final KeySchema STRINGS =
      new KeySchema(PK, new KeyAttribute("sk", AttributeType.S));

  @Test
  void readsAllItemsOfAPartitionKey() {
    KeyCondition expected = new KeyCondition(s("p"), SortKeyCondition.None.INSTANCE);
    assertThat(bind("pk = :p", NUMBERS)).isEqualTo(expected);
    assertThat(bind("(:p = #pk)", HASH_ONLY)).isEqualTo(expected);
  }

  @Test
  void readsRangesOfTheSortKey() {
    assertThat(range("sk = :two", NUMBERS)).isEqualTo(new SortKeyCondition.Equal(n(2)));
    assertThat(range("sk < :two", NUMBERS)).isEqualTo(new SortKeyCondition.Less(n(2)));
    assertThat(range("sk <= :two", NUMBERS)).isEqualTo(new SortKeyCondition.LessOrEqual(n(2)));
    assertThat(range("sk > :two", NUMBERS)).isEqualTo(new SortKeyCondition.Greater(n(2)));
    assertThat(range("sk >= :two", NUMBERS)).isEqualTo(new SortKeyCondition.GreaterOrEqual(n(2)));
    assertThat(range("sk BETWEEN :two AND :ten", NUMBERS))
        .isEqualTo(new SortKeyCondition.Between(n(2), n(10)));
    assertThat(range("begins_with(sk, :p)", STRINGS))
        .isEqualTo(new SortKeyCondition.BeginsWith(s("p")));
  }

  @Test
  void turnsComparisonsAroundWhereTheValueComesFirst() {
    assertThat(range(":two < sk", NUMBERS)).isEqualTo(new SortKeyCondition.Greater(n(2)));
    assertThat(range(":two >= sk", NUMBERS)).isEqualTo(new SortKeyCondition.LessOrEqual(n(2)));
  }

  @Test
  void acceptsTheConditionsInAnyOrderAndInParentheses() {
    KeyCondition expected = new KeyCondition(s("p"), new SortKeyCondition.Less(n(2)));
    assertThat(bind("sk < :two AND pk = :p", NUMBERS)).isEqualTo(expected);
    assertThat(bind("(pk = :p) AND (sk < :two)", NUMBERS)).isEqualTo(expected);
    assertThat(bind("(pk = :p AND sk < :two)", NUMBERS)).isEqualTo(expected);
  }

  @Test
  void keepsConditionsPerAttributeUntilTheKeyIsKnown() {
    KeyConditions conditions =
        new Expressions()
            .keyCondition("a = :v AND b = :v AND c > :v")
            .bind(new Placeholders(null, Map.of(":v", s("v"))));
    assertThat(conditions.byAttribute())
        .containsOnly(
            Map.entry("a", new SortKeyCondition.Equal(s("v"))),
            Map.entry("b", new SortKeyCondition.Equal(s("v"))),
            Map.entry("c", new SortKeyCondition.Greater(s("v"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sk = :two               | Query condition missed key schema element: pk",
        "x = :two                | Query condition missed key schema element: pk",
        "pk = :p AND x = :two    | Query condition missed key schema element: sk",
        "pk < :p                 | Query key condition not supported",
        "begins_with(pk, :p)     | Query key condition not supported",
        "pk BETWEEN :p AND :p    | Query key condition not supported",
        "pk = :p AND sk < :two AND x = :two | Query key condition not supported",
        "pk = :two               | One or more parameter values were invalid: Condition parameter"
            + " type does not match schema type",
        "pk = :p AND sk = :p     | One or more parameter values were invalid: Condition parameter"
            + " type does not match schema type",
        "pk = :p AND begins_with(sk, :p) | One or more parameter values were invalid: Condition"
            + " parameter type does not match schema type",
        "pk = :empty             | One or more parameter values are not valid. The AttributeValue"
            + " for a key attribute cannot contain an empty string value. Key: pk",
        "pk = :p AND sk > :two AND sk < :ten | KeyConditionExpressions must only contain one"
            + " condition per key",
        "pk = :p AND #pk = :p    | KeyConditionExpressions must only contain one condition per key",
        "pk = :p OR sk = :two    | Invalid operator used in KeyConditionExpression: OR",
        "NOT pk = :p             | Invalid operator used in KeyConditionExpression: NOT",
        "pk IN (:p)              | Invalid operator used in KeyConditionExpression: IN",
        "pk <> :p                | Invalid operator used in KeyConditionExpression: <>",
        "attribute_exists(pk)    | Invalid operator used in KeyConditionExpression:"
            + " attribute_exists",
        "attribute_not_exists(p) | Invalid operator used in KeyConditionExpression:"
            + " attribute_not_exists",
        "attribute_type(pk, :S)  | Invalid operator used in KeyConditionExpression: attribute_type",
        "contains(pk, :p)        | Invalid operator used in KeyConditionExpression: contains",
        "size(pk) = :two         | KeyConditionExpressions cannot contain nested operations",
        "pk = :p AND sk < size(a)| KeyConditionExpressions cannot contain nested operations",
        "pk = sk                 | Invalid condition in KeyConditionExpression: Multiple attribute"
            + " names used in one condition",
        ":p = :p                 | Invalid condition in KeyConditionExpression: No key attribute"
            + " specified",
        ":p BETWEEN pk AND :p    | Invalid condition in KeyConditionExpression: BETWEEN operator"
            + " must have the key attribute as its first operand",
        "begins_with(:p, pk)     | Invalid condition in KeyConditionExpression: begins_with"
            + " operator must have the key attribute as its first operand",
        "pk.a = :p               | KeyConditionExpressions cannot have conditions on nested"
            + " attributes",
        "pk = :p AND sk BETWEEN :ten AND :two | Invalid KeyConditionExpression: The BETWEEN"
            + " operator requires upper bound to be greater than or equal to lower bound; lower"
            + " bound operand: AttributeValue: {N:10}, upper bound operand: AttributeValue: {N:2}",
        "pk = :nope              | Invalid KeyConditionExpression: An expression attribute value"
            + " used in expression is not defined; attribute value: :nope",
        "pk == :p                | Invalid KeyConditionExpression: Syntax error; token: \"=\","
            + " near: \"== :p\""
      })
  void refuses(String text, String message) {
    assertThatThrownBy(() -> bind(text, NUMBERS))
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
  }

  @Test
  void refusesOtherAttributesWhereThereIsNoSortKey() {
    assertThatThrownBy(() -> bind("pk = :p AND sk = :two", HASH_ONLY))
        .hasMessage("Query key condition not supported");
  }

  @Test
  void refusesEmptyBinaryKeys() {
    KeySchema binaries = new KeySchema(new KeyAttribute("pk", AttributeType.B), null);
    assertThatThrownBy(() -> request().value(":b", b()).keyCondition("pk = :b", binaries))
        .hasMessageEndingWith("cannot contain an empty binary value. Key: pk");
  }

  private static SortKeyCondition range(String text, KeySchema key) {
    return bind("pk = :p AND " + text, key).sortKey();
  }

  private static KeyCondition bind(String text, KeySchema key) {
    return request()
        .name("#pk", "pk")
        .value(":p", s("p"))
        .value(":S", s("S"))
        .value(":empty", s(""))
        .value(":two", n(2))
        .value(":ten", n(10))
        .keyCondition(text, key);
  }
}
