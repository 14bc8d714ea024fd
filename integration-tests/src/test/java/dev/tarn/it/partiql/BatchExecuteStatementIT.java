package dev.tarn.it.partiql;

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
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

final class BatchExecuteStatementIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private TestTable table;
  private Partiql partiql;

  @BeforeEach
  void createTable() {
    table = TestTable.create(TARN.dynamoDb());
    partiql = new Partiql(table);
    table.put("pk", s("a"), "v", n(1));
  }

  private BatchExecuteStatementResponse batch(BatchStatementRequest... statements) {
    return table
        .client()
        .batchExecuteStatement(
            r -> r.statements(statements).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  private static void assertError(
      BatchStatementResponse response, BatchStatementErrorCodeEnum code, String message) {
    assertThat(response.error()).isNotNull();
    assertThat(response.error().code()).isEqualTo(code);
    assertThat(response.error().message()).isEqualTo(message);
  }

  @Test
  void readsItems() {
    BatchExecuteStatementResponse response =
        batch(
            partiql.batched("SELECT * FROM T WHERE pk = ?", s("a")),
            partiql.batched("SELECT v FROM T WHERE pk = 'a'"),
            partiql.batched("SELECT * FROM T WHERE pk = 'none'"));
    List<BatchStatementResponse> responses = response.responses();
    assertThat(responses.get(0).item()).isEqualTo(item("pk", s("a"), "v", n(1)));
    assertThat(responses.get(1).item()).isEqualTo(item("v", n(1)));
    assertThat(responses.get(2).hasItem()).isFalse();
    assertThat(responses).allSatisfy(r -> assertThat(r.tableName()).isEqualTo(table.name()));
    assertThat(response.consumedCapacity().getFirst().capacityUnits()).isEqualTo(1.5);
  }

  @Test
  void aStatementThatFailsLeavesTheOthersAlone() {
    List<BatchStatementResponse> responses =
        batch(
                partiql.batched("INSERT INTO T VALUE {'pk': 'a'}"),
                partiql.batched("INSERT INTO T VALUE {'pk': 'b'}"),
                partiql.batched("UPDATE T SET v = 2 WHERE pk = 'a' AND v = 7"),
                partiql.batched("UPDATE T SET v = 3 WHERE pk = 'a' RETURNING ALL NEW *"),
                partiql.batched("DELETE FROM T WHERE v = 1"),
                partiql.batched("DELETE FROM nowhere WHERE pk = 'a'"),
                partiql.batched("REPLACE INTO T"))
            .responses();
    assertError(
        responses.get(0),
        BatchStatementErrorCodeEnum.DUPLICATE_ITEM,
        "Duplicate primary key exists in table");
    assertThat(responses.get(1).error()).isNull();
    assertError(
        responses.get(2),
        BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED,
        "The conditional request failed");
    assertThat(responses.get(3).item()).containsEntry("v", n(3));
    assertError(
        responses.get(4),
        BatchStatementErrorCodeEnum.VALIDATION_ERROR,
        "Where clause does not contain a mandatory equality on all key attributes");
    assertError(
        responses.get(5),
        BatchStatementErrorCodeEnum.RESOURCE_NOT_FOUND,
        "Requested resource not found");
    assertError(
        responses.get(6),
        BatchStatementErrorCodeEnum.VALIDATION_ERROR,
        "Statement wasn't well formed, can't be processed: Expected data manipulation");
    assertThat(table.get("pk", s("b"))).isNotEmpty();
  }

  @Test
  void readsByTheWholeKeyOnly() {
    for (String where : List.of("", " WHERE v = 1", " WHERE pk = 'a' AND v = 1")) {
      assertError(
          batch(partiql.batched("SELECT * FROM T" + where)).responses().getFirst(),
          BatchStatementErrorCodeEnum.VALIDATION_ERROR,
          "Select statements within BatchExecuteStatement must specify the primary key in the where"
              + " clause.");
    }
  }

  @Test
  void refusesReadsAmongWrites() {
    refusal(
        "ValidationException",
        () ->
            batch(
                partiql.batched("SELECT * FROM T WHERE pk = 'a'"),
                partiql.batched("DELETE FROM T WHERE pk = 'a'")));
    assertThat(table.get("pk", s("a"))).isNotEmpty();
  }
}
