package dev.tarn.it.partiql;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

final class ExecuteTransactionIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private TestTable table;
  private Partiql partiql;

  @BeforeEach
  void createTable() {
    table = TestTable.create(TARN.dynamoDb());
    partiql = new Partiql(table);
    table.put("pk", s("a"), "v", n(1));
    table.put("pk", s("b"), "v", n(1));
  }

  private ExecuteTransactionResponse transact(ParameterizedStatement... statements) {
    return table.client().executeTransaction(r -> r.transactStatements(statements));
  }

  private List<String> cancellation(ParameterizedStatement... statements) {
    TransactionCanceledException cancelled =
        (TransactionCanceledException)
            refusal("TransactionCanceledException", () -> transact(statements));
    return cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
  }

  @Test
  void writesAllOrNothing() {
    transact(
        partiql.transacted("INSERT INTO T VALUE {'pk': ?}", s("c")),
        partiql.transacted("UPDATE T SET v = v + 1 WHERE pk = 'a'"),
        partiql.transacted("DELETE FROM T WHERE pk = 'b'"));
    assertThat(table.get("pk", s("a"))).containsEntry("v", n(2));
    assertThat(table.get("pk", s("b"))).isEmpty();
    assertThat(table.get("pk", s("c"))).isNotEmpty();
    assertThat(
            cancellation(
                partiql.transacted("UPDATE T SET v = 9 WHERE pk = 'a'"),
                partiql.transacted("INSERT INTO T VALUE {'pk': 'c'}"),
                partiql.transacted("DELETE FROM T WHERE pk = 'b'")))
        .containsExactly("None", "DuplicateItem", "None");
    assertThat(table.get("pk", s("a"))).containsEntry("v", n(2));
  }

  @Test
  void dependsOnWhatExists() {
    transact(
        partiql.transacted("EXISTS(SELECT * FROM T WHERE pk = 'a' AND v = 1 AND w IS MISSING)"),
        partiql.transacted("UPDATE T SET v = 2 WHERE pk = 'b'"));
    assertThat(table.get("pk", s("b"))).containsEntry("v", n(2));
    assertThat(
            cancellation(
                partiql.transacted("EXISTS(SELECT * FROM T WHERE pk = 'a' AND v = 7)"),
                partiql.transacted("UPDATE T SET v = 3 WHERE pk = 'b'")))
        .containsExactly("ConditionalCheckFailed", "None");
  }

  @Test
  void readsOneMoment() {
    assertThat(
            transact(
                    partiql.transacted("SELECT * FROM T WHERE pk = 'a'"),
                    partiql.transacted("SELECT * FROM T WHERE pk = 'none'"),
                    partiql.transacted("SELECT v FROM T WHERE pk = 'b'"))
                .responses())
        .extracting(ItemResponse::item)
        .containsExactly(item("pk", s("a"), "v", n(1)), item(), item("v", n(1)));
  }

  @Test
  void happensOnceForOneToken() {
    ParameterizedStatement increment = partiql.transacted("UPDATE T SET v = v + 1 WHERE pk = 'a'");
    for (int i = 0; i < 2; i++) {
      table
          .client()
          .executeTransaction(r -> r.transactStatements(increment).clientRequestToken("once"));
    }
    assertThat(table.get("pk", s("a"))).containsEntry("v", n(2));
    refusal(
        "IdempotentParameterMismatchException",
        () ->
            table
                .client()
                .executeTransaction(
                    r ->
                        r.transactStatements(
                                partiql.transacted("UPDATE T SET v = 0 WHERE pk = 'a'"))
                            .clientRequestToken("once")));
  }

  @Test
  void refusesWhatCannotBeATransaction() {
    assertInvalid(
        "Validation failed in TransactStatements[0]: RETURNING clause is not supported in"
            + " ExecuteTransaction.",
        () -> transact(partiql.transacted("DELETE FROM T WHERE pk = 'a' RETURNING ALL OLD *")));
    assertInvalid(
        "Validation failed in TransactStatements[0]: EXISTS() must contain a single item read with"
            + " additional condition",
        () -> transact(partiql.transacted("EXISTS(SELECT * FROM T WHERE pk = 'a')")));
    assertInvalid(
        "Transaction request cannot include multiple operations on one item",
        () ->
            transact(
                partiql.transacted("DELETE FROM T WHERE pk = 'a'"),
                partiql.transacted("UPDATE T SET v = 1 WHERE pk = 'a'")));
    refusal(
        "ValidationException",
        () ->
            transact(
                partiql.transacted("SELECT * FROM T WHERE pk = 'a'"),
                partiql.transacted("DELETE FROM T WHERE pk = 'b'")));
  }
}
