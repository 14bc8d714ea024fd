package dev.tarn.it.legacy;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.l;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.ordered;
import static dev.tarn.it.Values.s;
import static dev.tarn.it.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The same item each time, and updates of it without expressions. */
final class AttributeUpdatesIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static TestTable table;

  @BeforeAll
  static void createTable() {
    table = TestTable.create(TARN.dynamoDb());
  }

  @BeforeEach
  void putItem() {
    table.put("pk", s("a"), "num", n(5), "tags", ss("x", "y"), "list", l(n(1)));
    table.delete("pk", s("none"));
  }

  private static UpdateItemResponse update(
      String pk, ReturnValue returnValues, Map<String, AttributeValueUpdate> updates) {
    return table
        .client()
        .updateItem(
            r ->
                r.tableName(table.name())
                    .key(item("pk", s(pk)))
                    .attributeUpdates(updates)
                    .returnValues(returnValues));
  }

  private static Map<String, AttributeValue> updated(Map<String, AttributeValueUpdate> updates) {
    return ordered(update("a", ReturnValue.UPDATED_NEW, updates).attributes());
  }

  @Test
  void putsAddsAndDeletes() {
    assertThat(
            updated(
                Map.of(
                    "num", Legacy.add(n(-7)),
                    "tags", Legacy.delete(ss("x", "z")),
                    "list", Legacy.add(l(s("end"))),
                    "fresh", Legacy.put(s("new")))))
        .isEqualTo(
            item("num", n(-2), "tags", ss("y"), "list", l(n(1), s("end")), "fresh", s("new")));
    assertThat(updated(Map.of("num", Legacy.delete(), "tags", Legacy.add(ss("a", "y")))))
        .isEqualTo(item("tags", ss("a", "y")));
  }

  @Test
  void createsAnItemByAdding() {
    update("none", ReturnValue.NONE, Map.of("num", Legacy.add(n(3)), "x", Legacy.delete()));
    assertThat(table.get("pk", s("none"))).isEqualTo(item("pk", s("none"), "num", n(3)));
  }

  @Test
  void createsNoItemByDeleting() {
    update("none", ReturnValue.NONE, Map.of("x", Legacy.delete(), "y", Legacy.delete(ss("e"))));
    assertThat(table.get("pk", s("none"))).isEmpty();
    table.update("none", "REMOVE x", r -> {});
    assertThat(table.get("pk", s("none"))).isEmpty();
  }

  @Test
  void showsTheOldValues() {
    assertThat(update("a", ReturnValue.UPDATED_OLD, Map.of("num", Legacy.put(n(6)))).attributes())
        .isEqualTo(item("num", n(5)));
  }

  @Test
  void dependsOnWhatIsExpected() {
    table
        .client()
        .updateItem(
            r ->
                r.tableName(table.name())
                    .key(item("pk", s("a")))
                    .attributeUpdates(Map.of("num", Legacy.put(n(6))))
                    .expected(Map.of("num", Legacy.value(n(5)))));
    assertThat(table.get("pk", s("a"))).containsEntry("num", n(6));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertInvalid(
        "Type mismatch for attribute to update", () -> updated(Map.of("tags", Legacy.add(n(1)))));
    assertInvalid(
        "One or more parameter values were invalid: ADD action is not supported for the type S",
        () -> updated(Map.of("num", Legacy.add(s("x")))));
    assertInvalid(
        "One or more parameter values were invalid: Only DELETE action is allowed when no attribute"
            + " value is specified",
        () -> updated(Map.of("num", AttributeValueUpdate.builder().build())));
    assertInvalid(
        "One or more parameter values were invalid: Cannot update attribute pk. This attribute is"
            + " part of the key",
        () -> updated(Map.of("pk", Legacy.put(s("b")))));
  }
}
