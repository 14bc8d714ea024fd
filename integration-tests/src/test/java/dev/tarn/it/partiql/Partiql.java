package dev.tarn.it.partiql;

import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/**
 * Statements on one table, which they call {@code T}.
 *
 * @param table the table
 */
record Partiql(TestTable table) {
  ExecuteStatementResponse execute(String statement, AttributeValue... parameters) {
    return execute(statement, request -> {}, parameters);
  }

  ExecuteStatementResponse execute(
      String statement,
      Consumer<ExecuteStatementRequest.Builder> more,
      AttributeValue... parameters) {
    ExecuteStatementRequest.Builder request =
        ExecuteStatementRequest.builder().statement(onTable(statement));
    if (parameters.length > 0) {
      request.parameters(parameters);
    }
    more.accept(request);
    return table.client().executeStatement(request.build());
  }

  /** The items that a statement shows on its one page. */
  List<Map<String, AttributeValue>> items(String statement, AttributeValue... parameters) {
    return execute(statement, parameters).items();
  }

  BatchStatementRequest batched(String statement, AttributeValue... parameters) {
    BatchStatementRequest.Builder request =
        BatchStatementRequest.builder().statement(onTable(statement));
    if (parameters.length > 0) {
      request.parameters(parameters);
    }
    return request.build();
  }

  ParameterizedStatement transacted(String statement, AttributeValue... parameters) {
    ParameterizedStatement.Builder request =
        ParameterizedStatement.builder().statement(onTable(statement));
    if (parameters.length > 0) {
      request.parameters(parameters);
    }
    return request.build();
  }

  private String onTable(String statement) {
    return statement.replaceFirst("\\bT\\b", '"' + table.name() + '"');
  }
}
