package dev.tarn.it.partiql;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.b;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.l;
import static dev.tarn.it.Values.m;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.ns;
import static dev.tarn.it.Values.ordered;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

final class WriteStatementIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final String NO_KEY =
      "Where clause does not contain a mandatory equality on all key attributes";

  private TestTable table;
  private Partiql partiql;

  @BeforeEach
  void createTable() {
    table = TestTable.create(TARN.dynamoDb());
    partiql = new Partiql(table);
  }

  private Map<String, AttributeValue> stored() {
    return ordered(table.get("pk", s("a")));
  }

  @Nested
  final class Insert {
    @Test
    void insertsLiteralsOfEveryType() {
      assertThat(
              partiql
                  .execute(
                      "INSERT INTO T VALUE {'pk': 'a', 'n': -1.50e1, 't': true, 'l': [1, null],"
                          + " 'm': {'k': 'v'}, 'ss': <<'x', 'y'>>, 'ns': <<1, 2>>, 'b': ?}",
                      b(1, 2))
                  .items())
          .isEmpty();
      assertThat(stored())
          .isEqualTo(
              item(
                  "pk",
                  s("a"),
                  "n",
                  n(-15),
                  "t",
                  AttributeValue.fromBool(true),
                  "l",
                  l(n(1), AttributeValue.fromNul(true)),
                  "m",
                  m("k", s("v")),
                  "ss",
                  ss("x", "y"),
                  "ns",
                  ns("1", "2"),
                  "b",
                  b(1, 2)));
    }

    @Test
    void refusesAnItemThatIsThere() {
      table.put("pk", s("a"), "v", n(1));
      assertRefused(
          "DuplicateItemException",
          "Duplicate primary key exists in table",
          () -> partiql.execute("INSERT INTO T VALUE {'pk': 'a'}"));
      assertThat(stored()).containsEntry("v", n(1));
    }

    @Test
    void refusesAnItemWithoutItsKey() {
      assertInvalid(
          "One or more parameter values were invalid: Missing the key pk in the item",
          () -> partiql.execute("INSERT INTO T VALUE {'v': 1}"));
    }

    @Test
    void refusesSetsThatAreNone() {
      refusal(
          "ValidationException", () -> partiql.execute("INSERT INTO T VALUE {'pk':'a','s':<<>>}"));
      refusal(
          "ValidationException",
          () -> partiql.execute("INSERT INTO T VALUE {'pk':'a','s':<<1,'b'>>}"));
    }
  }

  @Nested
  final class Update {
    @BeforeEach
    void putItem() {
      table.put(
          "pk", s("a"), "v", n(1), "l", l(n(1), n(2)), "tags", ss("x"), "m", m("k", s("old")));
    }

    @Test
    void setsAndRemoves() {
      partiql.execute(
          "UPDATE T SET v = v + 5, w = 'new' SET m.k = ? REMOVE l[0] WHERE pk = 'a'", s("z"));
      assertThat(stored())
          .containsEntry("v", n(6))
          .containsEntry("w", s("new"))
          .containsEntry("m", m("k", s("z")))
          .containsEntry("l", l(n(2)));
    }

    @Test
    void changesListsAndSets() {
      partiql.execute(
          "UPDATE T SET l = list_append(l, [3]) SET tags = set_add(tags, <<'y'>>)"
              + " SET fresh = set_add(fresh, <<1>>) WHERE pk = 'a'");
      assertThat(stored())
          .containsEntry("l", l(n(1), n(2), n(3)))
          .containsEntry("tags", ss("x", "y"))
          .containsEntry("fresh", ns("1"));
      partiql.execute("UPDATE T SET tags = set_delete(tags, <<'x'>>) WHERE pk = 'a'");
      assertThat(stored()).containsEntry("tags", ss("y"));
    }

    @Test
    void returnsWhatIsAsked() {
      assertThat(partiql.items("UPDATE T SET v = 2 WHERE pk = 'a' RETURNING ALL OLD *"))
          .singleElement()
          .satisfies(i -> assertThat(i).containsEntry("v", n(1)).containsKey("pk"));
      assertThat(partiql.items("UPDATE T SET v = 3 WHERE pk = 'a' RETURNING MODIFIED OLD *"))
          .containsExactly(item("v", n(2)));
      assertThat(partiql.items("UPDATE T SET v = 4 WHERE pk = 'a' RETURNING MODIFIED NEW *"))
          .containsExactly(item("v", n(4)));
      assertThat(partiql.items("UPDATE T SET v = 5 WHERE pk = 'a' RETURNING ALL NEW *"))
          .singleElement()
          .satisfies(i -> assertThat(i).containsEntry("v", n(5)).containsKey("pk"));
      assertThat(partiql.items("UPDATE T REMOVE v WHERE pk = 'a' RETURNING MODIFIED NEW *"))
          .isEmpty();
    }

    @Test
    void makesNoItem() {
      assertRefused(
          "ConditionalCheckFailedException",
          "The conditional request failed",
          () -> partiql.execute("UPDATE T SET v = 1 WHERE pk = 'none'"));
      assertThat(table.get("pk", s("none"))).isEmpty();
    }

    @Test
    void dependsOnTheOtherConditions() {
      ConditionalCheckFailedException failed =
          (ConditionalCheckFailedException)
              refusal(
                  "ConditionalCheckFailedException",
                  () ->
                      partiql.execute(
                          "UPDATE T SET v = 9 WHERE pk = 'a' AND v > 1",
                          r ->
                              r.returnValuesOnConditionCheckFailure(
                                  ReturnValuesOnConditionCheckFailure.ALL_OLD)));
      assertThat(failed.item()).containsEntry("v", n(1));
      partiql.execute("UPDATE T SET v = 9 WHERE v = 1 AND pk = 'a'");
      assertThat(stored()).containsEntry("v", n(9));
    }

    @Test
    void needsTheKey() {
      assertInvalid(NO_KEY, () -> partiql.execute("UPDATE T SET v = 1"));
      assertInvalid(NO_KEY, () -> partiql.execute("UPDATE T SET v = 1 WHERE v = 1"));
      assertInvalid(NO_KEY, () -> partiql.execute("UPDATE T SET v = 1 WHERE pk IN ['a']"));
    }

    @Test
    void leavesTheKeyAlone() {
      assertInvalid(
          "One or more parameter values were invalid: Cannot update attribute pk. This attribute is"
              + " part of the key",
          () -> partiql.execute("UPDATE T SET pk = 'b' WHERE pk = 'a'"));
    }

    @Test
    void tellsTheCapacity() {
      assertThat(
              partiql
                  .execute(
                      "UPDATE T SET v = 1 WHERE pk = 'a'",
                      r -> r.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                  .consumedCapacity()
                  .capacityUnits())
          .isEqualTo(1);
    }
  }

  @Nested
  final class Delete {
    @Test
    void deletesAndReturnsTheItem() {
      table.put("pk", s("a"), "v", n(1));
      assertThat(partiql.items("DELETE FROM T WHERE pk = 'a' RETURNING ALL OLD *"))
          .containsExactly(item("pk", s("a"), "v", n(1)));
      assertThat(stored()).isEmpty();
    }

    @Test
    void doesNothingWhereNoItemIs() {
      assertThat(partiql.items("DELETE FROM T WHERE pk = 'a' AND v = 1 RETURNING ALL OLD *"))
          .isEmpty();
    }

    @Test
    void dependsOnTheOtherConditions() {
      table.put("pk", s("a"), "v", n(1));
      refusal(
          "ConditionalCheckFailedException",
          () -> partiql.execute("DELETE FROM T WHERE pk = 'a' AND v = 2"));
      assertThat(stored()).isNotEmpty();
    }

    @Test
    void needsTheKey() {
      assertInvalid(NO_KEY, () -> partiql.execute("DELETE FROM T WHERE v = 1"));
    }

    @Test
    void returnsTheOldItemOnly() {
      assertInvalid(
          "Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed in"
              + " DELETE statements.",
          () -> partiql.execute("DELETE FROM T WHERE pk = 'a' RETURNING ALL NEW *"));
    }
  }
}
