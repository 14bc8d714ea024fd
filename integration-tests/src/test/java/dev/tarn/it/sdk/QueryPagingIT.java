package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.attribute;
import static dev.tarn.it.Values.bytes;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Pages, and the order of sort keys of each type. */
final class QueryPagingIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static QueryResponse page(
      TestTable table,
      boolean forward,
      @Nullable Integer limit,
      @Nullable Map<String, AttributeValue> start) {
    return table
        .client()
        .query(
            r ->
                r.tableName(table.name())
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(item(":pk", s("a")))
                    .scanIndexForward(forward)
                    .limit(limit)
                    .exclusiveStartKey(start));
  }

  private static List<AttributeValue> sortKeys(
      TestTable table, boolean forward, @Nullable Integer limit) {
    List<AttributeValue> keys = new ArrayList<>();
    Map<String, AttributeValue> start = null;
    do {
      QueryResponse page = page(table, forward, limit, start);
      page.items().forEach(item -> keys.add(attribute(item, "sk")));
      start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
    } while (start != null);
    return keys;
  }

  private static void assertOrder(ScalarAttributeType type, List<AttributeValue> ordered) {
    TestTable table = TestTable.create(TARN.dynamoDb(), type);
    List<AttributeValue> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(7));
    shuffled.forEach(key -> table.put("pk", s("a"), "sk", key));
    for (Integer limit : new Integer[] {1, 3, null}) {
      assertThat(sortKeys(table, true, limit)).as("limit %s", limit).isEqualTo(ordered);
      assertThat(sortKeys(table, false, limit))
          .as("backward, limit %s", limit)
          .isEqualTo(ordered.reversed());
    }
  }

  @Test
  void numbersAreInNumericOrder() {
    assertOrder(
        ScalarAttributeType.N,
        Stream.of(
                "-9.9999999999999999999999999999999999999E+125",
                "-100",
                "-99.5",
                "-1",
                "-0.001",
                "-1E-130",
                "0",
                "1E-130",
                "0.001",
                "0.01",
                "1",
                "1.0000000000000000000000000000000000001",
                "9",
                "10",
                "99.5",
                "100",
                "9.9999999999999999999999999999999999999E+125")
            .map(text -> n(new BigDecimal(text).toPlainString()))
            .toList());
  }

  @Test
  void stringsAreInTheOrderOfTheirUtf8Bytes() {
    String prefix = "p".repeat(600);
    assertOrder(
        ScalarAttributeType.S,
        Stream.of(
                "\u0000",
                "\u0000a",
                " ",
                "A",
                "B",
                "a",
                "a\u0000",
                "aa",
                "b",
                prefix,
                prefix + "\u0000",
                prefix + "a",
                prefix + "b",
                "\u00e9",
                "\u20ac",
                "\uffee",
                "\ud83d\ude00")
            .map(text -> s(text))
            .toList());
  }

  @Test
  void bytesAreUnsigned() {
    assertOrder(
        ScalarAttributeType.B,
        Stream.of(
                bytes(0),
                bytes(0, 0),
                bytes(0, 255),
                bytes(1),
                bytes(127),
                bytes(128),
                bytes(128, 0),
                bytes(255),
                bytes(255, 0),
                bytes(255, 255))
            .map(AttributeValue::fromB)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 101})
  void pagesOfAnySizeMakeTheWhole(int limit) {
    TestTable table = TestTable.create(TARN.dynamoDb(), ScalarAttributeType.N);
    for (int i = 0; i < 100; i++) {
      table.put("pk", s("a"), "sk", n(i));
    }
    assertThat(sortKeys(table, true, limit)).hasSize(100).isEqualTo(sortKeys(table, true, null));
  }

  @Test
  void aPageEndsAtOneMegabyte() {
    TestTable table = TestTable.create(TARN.dynamoDb(), ScalarAttributeType.N);
    for (int i = 0; i < 30; i++) {
      table.put("pk", s("a"), "sk", n(i), "v", s("x".repeat(100_000)));
    }
    QueryResponse first = page(table, true, null, null);
    assertThat(first.items()).hasSizeBetween(10, 11);
    assertThat(first.lastEvaluatedKey()).containsOnlyKeys("pk", "sk");
    assertThat(sortKeys(table, true, null)).hasSize(30);
  }

  @Test
  void rejectsStartKeyOfAnotherPartition() {
    TestTable table = TestTable.create(TARN.dynamoDb(), ScalarAttributeType.N);
    refusal("ValidationException", () -> page(table, true, null, item("pk", s("b"), "sk", n(1))));
    refusal("ValidationException", () -> page(table, true, null, item("pk", s("a"))));
  }

  @Test
  void beginsWithFindsPrefixesOnly() {
    TestTable table = TestTable.create(TARN.dynamoDb(), ScalarAttributeType.S);
    Stream.of("a", "ab", "aba", "abb", "ac", "ab\uffff", "b")
        .forEach(key -> table.put("pk", s("a"), "sk", s(key)));
    QueryResponse answer =
        table
            .client()
            .query(
                r ->
                    r.tableName(table.name())
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :ab)")
                        .expressionAttributeValues(item(":pk", s("a"), ":ab", s("ab"))));
    assertThat(answer.items().stream().map(item -> attribute(item, "sk").s()))
        .containsExactly("ab", "aba", "abb", "ab\uffff");
  }
}
