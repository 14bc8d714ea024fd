package dev.tarn.it.partiql;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.Values.attribute;
import static dev.tarn.it.Values.bool;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.l;
import static dev.tarn.it.Values.m;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.nul;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.ss;
import static dev.tarn.it.Values.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

final class SelectIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private TestTable table;
  private Partiql partiql;

  /** Three partitions a, b, c of the items 1 to 4, of which each even one has a colour. */
  @BeforeEach
  void fillTable() {
    table = TestTable.create(TARN.dynamoDb(), ScalarAttributeType.N);
    partiql = new Partiql(table);
    for (String pk : List.of("a", "b", "c")) {
      for (int sk = 1; sk <= 4; sk++) {
        Map<String, AttributeValue> item = item("pk", s(pk), "sk", n(sk), "v", n(sk * 10L));
        table.put(sk % 2 == 0 ? with(item, "colour", s("red")) : item);
      }
    }
  }

  private List<String> keys(String statement, AttributeValue... parameters) {
    return keys(partiql.execute(statement, parameters));
  }

  private static List<String> keys(ExecuteStatementResponse response) {
    return response.items().stream()
        .map(i -> attribute(i, "pk").s() + attribute(i, "sk").n())
        .toList();
  }

  private double units(String statement) {
    return partiql
        .execute(statement, r -> r.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity()
        .capacityUnits();
  }

  @Nested
  final class Reading {
    @Test
    void getsAnItemByItsKey() {
      assertThat(partiql.items("SELECT * FROM T WHERE pk = 'a' AND sk = 1"))
          .containsExactly(item("pk", s("a"), "sk", n(1), "v", n(10)));
    }

    @Test
    void findsNothingWhereNoItemIs() {
      assertThat(partiql.items("SELECT * FROM T WHERE pk = 'z' AND sk = 1")).isEmpty();
    }

    @Test
    void queriesAPartitionInOrder() {
      assertThat(keys("SELECT * FROM T WHERE pk = ?", s("b")))
          .containsExactly("b1", "b2", "b3", "b4");
    }

    @Test
    void queriesARangeOfSortKeys() {
      assertThat(keys("SELECT * FROM T WHERE pk = 'a' AND sk BETWEEN 2 AND 3"))
          .containsExactly("a2", "a3");
      assertThat(keys("SELECT * FROM T WHERE 2 < sk AND pk = 'a'")).containsExactly("a3", "a4");
      assertThat(keys("SELECT * FROM T WHERE pk = 'a' AND sk > 1 AND sk <= 3"))
          .containsExactly("a2", "a3");
    }

    @Test
    void filtersWhatItQueries() {
      assertThat(keys("SELECT * FROM T WHERE pk = 'a' AND colour = 'red' AND v > 20"))
          .containsExactly("a4");
      assertThat(keys("SELECT * FROM T WHERE pk = 'a' AND sk IN [1, 4]"))
          .containsExactly("a1", "a4");
    }

    @Test
    void readsSeveralPartitions() {
      assertThat(keys("SELECT * FROM T WHERE pk IN ['c', 'a'] AND sk = 2"))
          .containsExactly("c2", "a2");
      assertThat(keys("SELECT * FROM T WHERE pk = 'a' OR pk = 'b' AND sk < 3"))
          .containsExactly("a1", "a2", "a3", "a4", "b1", "b2");
    }

    @Test
    void scansWhereNoKeyIsGiven() {
      assertThat(keys("SELECT * FROM T")).hasSize(12);
      assertThat(keys("SELECT * FROM T WHERE v = 30")).containsExactlyInAnyOrder("a3", "b3", "c3");
      assertThat(keys("SELECT * FROM T WHERE pk > 'a' AND sk = 1"))
          .containsExactlyInAnyOrder("b1", "c1");
    }

    @Test
    void readsOnlyTheKeysGiven() {
      String filler = "x".repeat(8_000);
      for (int sk = 10; sk < 20; sk++) {
        table.put("pk", s("big"), "sk", n(sk), "filler", s(filler));
      }
      assertThat(units("SELECT pk FROM T WHERE pk = 'big' AND sk = 10")).isEqualTo(1);
      assertThat(units("SELECT pk FROM T WHERE pk = 'big' AND sk >= 18")).isEqualTo(2);
      assertThat(units("SELECT pk FROM T WHERE pk IN ['a', 'b', 'none'] AND sk = 1"))
          .isEqualTo(1.5);
      assertThat(units("SELECT pk FROM T")).isGreaterThan(9);
    }

    @Test
    void contradictoryKeysReadNothing() {
      assertThat(partiql.items("SELECT * FROM T WHERE pk = 'a' AND pk = 'b'")).isEmpty();
      assertThat(partiql.items("SELECT * FROM T WHERE pk = 'a' AND sk > 3 AND sk < 2")).isEmpty();
    }
  }

  @Nested
  final class Ordering {
    @Test
    void ordersASinglePartition() {
      assertThat(keys("SELECT * FROM T WHERE pk = 'a' ORDER BY sk DESC"))
          .containsExactly("a4", "a3", "a2", "a1");
      assertThat(keys("SELECT * FROM T WHERE pk = 'a' ORDER BY sk"))
          .containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void ordersPartitionsByTheirKeys() {
      assertThat(keys("SELECT * FROM T WHERE pk IN ['b', 'a'] AND sk < 3 ORDER BY pk DESC, sk ASC"))
          .containsExactly("b1", "b2", "a1", "a2");
    }

    @Test
    void sortKeysDescendWhereOnlyThePartitionKeyIsOrdered() {
      assertThat(keys("SELECT * FROM T WHERE pk IN ['b', 'a'] AND sk < 3 ORDER BY pk"))
          .containsExactly("a2", "a1", "b2", "b1");
    }

    @Test
    void rejectsAnOrderThatKeysDoNotGive() {
      assertInvalid(
          "Must have WHERE clause in the statement when using ORDER BY clause.",
          () -> keys("SELECT * FROM T ORDER BY sk"));
      assertInvalid(
          "Attribute v in ORDER BY clause must be part of the primary key",
          () -> keys("SELECT * FROM T WHERE pk = 'a' ORDER BY v"));
      assertInvalid(
          "Must have at least one non-optional hash key condition in WHERE clause when using ORDER"
              + " BY clause.",
          () -> keys("SELECT * FROM T WHERE v = 10 ORDER BY sk"));
      assertInvalid(
          "Must have hash key in ORDER BY clause when more than one hash key condition specified in"
              + " WHERE clause.",
          () -> keys("SELECT * FROM T WHERE pk IN ['a', 'b'] ORDER BY sk"));
    }
  }

  @Nested
  final class Paging {
    private List<String> allPages(String statement, int limit, int pagesAtMost) {
      List<String> keys = new ArrayList<>();
      String token = null;
      for (int page = 0; page < pagesAtMost; page++) {
        String start = token;
        ExecuteStatementResponse response =
            partiql.execute(statement, r -> r.limit(limit).nextToken(start));
        assertThat(response.items()).hasSizeLessThanOrEqualTo(limit);
        keys.addAll(keys(response));
        token = response.nextToken();
        if (token == null) {
          return keys;
        }
      }
      throw new AssertionError("more than " + pagesAtMost + " pages");
    }

    @Test
    void pagesGoThroughAPartitionEitherWay() {
      assertThat(allPages("SELECT * FROM T WHERE pk = 'a'", 3, 3))
          .containsExactly("a1", "a2", "a3", "a4");
      assertThat(allPages("SELECT * FROM T WHERE pk = 'a' ORDER BY sk DESC", 3, 3))
          .containsExactly("a4", "a3", "a2", "a1");
    }

    @Test
    void pagesGoThroughSeveralPartitions() {
      assertThat(allPages("SELECT * FROM T WHERE pk IN ['c', 'a'] AND sk > 1", 2, 5))
          .containsExactly("c2", "c3", "c4", "a2", "a3", "a4");
    }

    @Test
    void pagesGoThroughAScan() {
      assertThat(allPages("SELECT * FROM T", 5, 4)).doesNotHaveDuplicates().hasSize(12);
    }

    @Test
    void aPageAnswersForTenKeysOfIn() {
      String statement =
          "SELECT * FROM T WHERE pk IN ['k0','k1','k2','k3','k4','k5','k6','k7','k8','a','b'] AND"
              + " sk = 1";
      ExecuteStatementResponse first = partiql.execute(statement);
      assertThat(keys(first)).containsExactly("a1");
      ExecuteStatementResponse second =
          partiql.execute(statement, r -> r.nextToken(first.nextToken()));
      assertThat(keys(second)).containsExactly("b1");
      assertThat(second.nextToken()).isNull();
    }

    @Test
    void tokenServesItsOwnStatementOnly() {
      String token =
          partiql.execute("SELECT * FROM T WHERE pk = ?", r -> r.limit(1), s("a")).nextToken();
      assertThat(
              keys(
                  partiql.execute("SELECT * FROM T WHERE pk = ?", r -> r.nextToken(token), s("a"))))
          .containsExactly("a2", "a3", "a4");
      assertInvalid(
          "NextToken does not match request",
          () -> partiql.execute("SELECT * FROM T WHERE pk = ?", r -> r.nextToken(token), s("b")));
      assertInvalid(
          "NextToken does not match request",
          () -> partiql.execute("SELECT * FROM T", r -> r.nextToken(token)));
      assertInvalid(
          "Invalid NextToken",
          () -> partiql.execute("SELECT * FROM T", r -> r.nextToken("AAAA" + token)));
      assertInvalid(
          "Invalid NextToken", () -> partiql.execute("SELECT * FROM T", r -> r.nextToken("?!")));
    }
  }

  @Nested
  final class Conditions {
    @BeforeEach
    void putItem() {
      table.put(
          "pk",
          s("x"),
          "sk",
          n(0),
          "name",
          s("it's"),
          "flag",
          bool(true),
          "none",
          nul(),
          "tags",
          ss("p", "q"),
          "list",
          l(n(1), s("two")),
          "map",
          m("core", m("deep", l(s("zero"), s("one")))));
    }

    private boolean holds(String condition, AttributeValue... parameters) {
      return !partiql
          .items("SELECT * FROM T WHERE pk = 'x' AND " + condition, parameters)
          .isEmpty();
    }

    @Test
    void comparesValuesOfEveryType() {
      assertThat(holds("name = 'it''s'")).isTrue();
      assertThat(holds("flag = TRUE")).isTrue();
      assertThat(holds("none = NULL")).isTrue();
      assertThat(holds("tags = <<'q', 'p'>>")).isTrue();
      assertThat(holds("list = [1, 'two']")).isTrue();
      assertThat(holds("map = {'core': {'deep': ['zero', 'one']}}")).isTrue();
      assertThat(holds("name != 'other'")).isTrue();
      assertThat(holds("name = ?", s("it's"))).isTrue();
      assertThat(holds("name = 'other'")).isFalse();
    }

    @Test
    void followsPaths() {
      assertThat(holds("map.core.deep[1] = 'one'")).isTrue();
      assertThat(holds("\"map\".\"core\".\"deep\"[0] = 'zero'")).isTrue();
      assertThat(holds("map.core.deep[2] IS MISSING")).isTrue();
    }

    @Test
    void knowsMissingFromNull() {
      assertThat(holds("none IS NULL")).isTrue();
      assertThat(holds("none IS NOT MISSING")).isTrue();
      assertThat(holds("other IS MISSING")).isTrue();
      assertThat(holds("other IS NOT NULL")).isTrue();
      assertThat(holds("other IS NULL")).isFalse();
    }

    @Test
    void callsFunctions() {
      assertThat(holds("begins_with(name, 'it')")).isTrue();
      assertThat(holds("BEGINS_WITH(\"name\", ?)", s("no"))).isFalse();
      assertThat(holds("contains(tags, 'p')")).isTrue();
      assertThat(holds("contains(list, 'two')")).isTrue();
      assertThat(holds("attribute_type(flag, 'BOOL')")).isTrue();
      assertThat(holds("size(list) = 2")).isTrue();
      assertThat(holds("size(tags) > size(list)")).isFalse();
    }

    @Test
    void joinsConditions() {
      assertThat(holds("(name = 'no' OR flag = true)")).isTrue();
      assertThat(holds("NOT (name = 'no' OR flag = true)")).isFalse();
      assertThat(holds("NOT name = 'no' AND sk NOT BETWEEN 1 AND 2")).isTrue();
      assertThat(holds("name NOT IN ('a', 'b')")).isTrue();
    }
  }

  @Nested
  final class Columns {
    @Test
    void showsPathsByTheirLastNames() {
      table.put("pk", s("x"), "sk", n(0), "a", m("b", l(s("first")), "c", n(1)), "d", n(2));
      assertThat(partiql.items("SELECT a.b[0], a.c, d, e FROM T WHERE pk = 'x' AND sk = 0"))
          .containsExactly(item("b[0]", s("first"), "c", n(1), "d", n(2)));
    }
  }

  @Nested
  final class Refusals {
    @Test
    void rejectsWhatIsNoStatement() {
      assertInvalid(
          "Statement wasn't well formed, can't be processed: Expected data manipulation",
          () -> partiql.execute("SLECT * FROM T"));
    }

    @Test
    void rejectsWrongNumberOfParameters() {
      String message = "Number of parameters in request and statement don't match.";
      assertInvalid(message, () -> partiql.execute("SELECT * FROM T WHERE pk = ?"));
      assertInvalid(message, () -> partiql.execute("SELECT * FROM T", s("a")));
    }

    @Test
    void rejectsTableThatIsNotThere() {
      assertRefused(
          "ResourceNotFoundException",
          "Requested resource not found",
          () -> partiql.execute("SELECT * FROM nothing"));
    }

    @Test
    void rejectsIndexThatIsNotThere() {
      assertInvalid(
          "The table does not have the specified index",
          () -> partiql.execute("SELECT * FROM T.\"index\""));
    }

    @Test
    void rejectsKeyOfAnotherType() {
      assertInvalid(
          "One or more parameter values were invalid: Condition parameter type does not match"
              + " schema type",
          () -> partiql.execute("SELECT * FROM T WHERE pk = 1"));
    }

    @Test
    void rejectsExistsByItself() {
      assertInvalid(
          "EXISTS is only supported in transactions",
          () -> partiql.execute("EXISTS(SELECT * FROM T WHERE pk = 'a' AND sk = 1 AND v = 1)"));
    }
  }
}
