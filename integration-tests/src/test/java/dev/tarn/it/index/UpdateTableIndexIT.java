package dev.tarn.it.index;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Indexes that come and go while their table has items. */
final class UpdateTableIndexIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static TableDescription create(TestTable table, String name, String key) {
    GlobalSecondaryIndex index = Indexes.global(name, key, Indexes.ALL);
    return table
        .client()
        .updateTable(
            r ->
                r.tableName(table.name())
                    .attributeDefinitions(
                        TestTable.definition("a", ScalarAttributeType.S),
                        TestTable.definition("b", ScalarAttributeType.N))
                    .globalSecondaryIndexUpdates(
                        GlobalSecondaryIndexUpdate.builder()
                            .create(
                                c ->
                                    c.indexName(index.indexName())
                                        .keySchema(index.keySchema())
                                        .projection(index.projection()))
                            .build()))
        .tableDescription();
  }

  private static void delete(TestTable table, String name) {
    table
        .client()
        .updateTable(
            r ->
                r.tableName(table.name())
                    .globalSecondaryIndexUpdates(
                        GlobalSecondaryIndexUpdate.builder()
                            .delete(d -> d.indexName(name))
                            .build()));
  }

  @Test
  void anIndexOfATableWithItemsIsFilledAndThenRead() throws InterruptedException {
    TestTable table = TestTable.create(TARN.dynamoDb());
    for (int i = 0; i < 350; i++) {
      table.put("pk", s("p" + i), "a", s("a" + i % 2), "b", i % 5 == 0 ? s("wrong") : n(i));
    }
    GlobalSecondaryIndexDescription creating =
        create(table, "late", "a / b").globalSecondaryIndexes().getFirst();
    assertThat(creating.indexStatus()).isEqualTo(IndexStatus.CREATING);
    assertThat(creating.backfilling()).isTrue();
    table.put("pk", s("later"), "a", s("a0"), "b", n(-1));
    Indexes.awaitActive(table);
    GlobalSecondaryIndexDescription active = table.describe().globalSecondaryIndexes().getFirst();
    assertThat(active.itemCount()).isEqualTo(281);
    assertThat(
            table
                .client()
                .query(
                    r ->
                        r.tableName(table.name())
                            .indexName("late")
                            .keyConditionExpression("a = :a AND b < :b")
                            .expressionAttributeValues(item(":a", s("a0"), ":b", n(4))))
                .items()
                .stream()
                .map(found -> found.get("pk")))
        .containsExactly(s("later"), s("p2"));
  }

  @Test
  void aDeletedIndexCanBeCreatedAgain() throws InterruptedException {
    TestTable table = TestTable.create(TARN.dynamoDb());
    table.put("pk", s("p"), "a", s("a"));
    create(table, "again", "a");
    Indexes.awaitActive(table);
    delete(table, "again");
    Indexes.awaitActive(table);
    assertThat(table.describe().globalSecondaryIndexes()).isEmpty();
    assertRefused(
        "ResourceNotFoundException", "Requested resource not found", () -> delete(table, "again"));
    create(table, "again", "a");
    Indexes.awaitActive(table);
    assertThat(table.describe().globalSecondaryIndexes().getFirst().itemCount()).isEqualTo(1);
  }

  @Test
  void refusesWhatNoIndexCanBe() {
    assertInvalid(
        "One or more parameter values were invalid: Table KeySchema does not have a range key,"
            + " which is required when specifying a LocalSecondaryIndex",
        () ->
            TestTable.create(
                TARN.dynamoDb(),
                null,
                r -> {
                  Indexes.attributes(r, "pk:S", "a:S");
                  r.localSecondaryIndexes(Indexes.local("loc", "pk / a", Indexes.ALL));
                }));
    assertInvalid(
        "One or more parameter values were invalid: Index KeySchema does not have the same leading"
            + " hash key as table KeySchema for index: loc. index hash key: a, table hash key: pk",
        () ->
            TestTable.create(
                TARN.dynamoDb(),
                ScalarAttributeType.S,
                r -> {
                  Indexes.attributes(r, "pk:S", "sk:S", "a:S");
                  r.localSecondaryIndexes(Indexes.local("loc", "a / pk", Indexes.ALL));
                }));
    assertGlobalRefused(
        "One or more parameter values were invalid: Duplicate index name: idx",
        Indexes.global("idx", "a", Indexes.ALL),
        Indexes.global("idx", "b", Indexes.ALL));
    assertGlobalRefused(
        "One or more parameter values were invalid: Some AttributeDefinitions are not used."
            + " AttributeDefinitions: [pk, a, b], keys used: [pk, a]",
        Indexes.global("idx", "a", Indexes.ALL));
    assertGlobalRefused(
        "Invalid KeySchema: All HASH key attributes must precede RANGE key attributes in the"
            + " KeySchema",
        Indexes.global("idx", "a", Indexes.ALL).toBuilder()
            .keySchema(
                List.of(
                    Indexes.keys("a").getFirst(),
                    Indexes.keys("pk / b").getLast(),
                    Indexes.keys("pk").getFirst()))
            .build());
  }

  private static void assertGlobalRefused(String message, GlobalSecondaryIndex... indexes) {
    assertInvalid(
        message,
        () ->
            TestTable.create(
                TARN.dynamoDb(),
                null,
                r -> {
                  Indexes.attributes(r, "pk:S", "a:S", "b:S");
                  r.globalSecondaryIndexes(indexes);
                }));
  }

  @Test
  void aKeyOfSeveralAttributesIsQueriedFromTheLeft() {
    TestTable table =
        TestTable.create(
            TARN.dynamoDb(),
            null,
            r -> {
              Indexes.attributes(r, "pk:S", "h1:S", "h2:N", "r1:S", "r2:N");
              r.globalSecondaryIndexes(Indexes.global("wide", "h1 h2 / r1 r2", Indexes.ALL));
            });
    for (int i = 0; i < 12; i++) {
      table.put("pk", s("p" + i), "h1", s("h"), "h2", n(1), "r1", s("r" + i / 4), "r2", n(i % 4));
    }
    assertThat(count(table, "h1 = :h AND h2 = :n")).isEqualTo(12);
    assertThat(count(table, "h1 = :h AND h2 = :n AND r1 = :r")).isEqualTo(4);
    assertThat(count(table, "h1 = :h AND h2 = :n AND r1 = :r AND r2 >= :n")).isEqualTo(3);
    assertThat(count(table, "h1 = :h AND h2 = :n AND r1 < :r")).isEqualTo(4);
    assertInvalid("Query condition missed key schema element: h2", () -> count(table, "h1 = :h"));
    assertInvalid(
        "Query condition missed key schema element: r1",
        () -> count(table, "h1 = :h AND h2 = :n AND r2 = :n"));
  }

  private static int count(TestTable table, String condition) {
    return table
        .client()
        .query(
            r ->
                r.tableName(table.name())
                    .indexName("wide")
                    .keyConditionExpression(condition)
                    .expressionAttributeValues(
                        condition.contains(":r")
                            ? item(":h", s("h"), ":n", n(1), ":r", s("r1"))
                            : condition.contains(":n")
                                ? item(":h", s("h"), ":n", n(1))
                                : item(":h", s("h"))))
        .count();
  }
}
