package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.partiql.BoundStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs up to 25 PartiQL statements that all read or all write, each by itself: one that fails has
 * its error in the answer, and the others are done.
 */
public record BatchExecuteStatement(Database database) implements Operation {
  @Override
  public String name() {
    return "BatchExecuteStatement";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    List<BatchStatement> statements =
        input.requiredStructures("Statements").stream()
            .map(request -> BatchStatement.of(request, database))
            .toList();
    boolean writes = statements.stream().anyMatch(BatchStatement::isWrite);
    if (writes && statements.stream().anyMatch(BatchStatement::isRead)) {
      throw new ValidationException(
          "A batch must consist of either read statements or write statements");
    }
    for (BatchStatement statement : statements) {
      if (!exchange.takesNextPart()) {
        statement.refuse();
      }
    }
    ConsumedCapacity capacity = ConsumedCapacity.of(input);
    if (writes) {
      write(statements, capacity, exchange);
    } else {
      statements.forEach(statement -> statement.read(database.engine()));
      exchange.reply(json -> write(json, statements, capacity));
    }
  }

  private void write(
      List<BatchStatement> statements, ConsumedCapacity capacity, Exchange exchange) {
    List<BatchStatement> valid = new ArrayList<>(statements.size());
    List<BoundStatement.Write> writes = new ArrayList<>(statements.size());
    for (BatchStatement statement : statements) {
      BoundStatement.Write write = statement.write();
      if (write != null) {
        valid.add(statement);
        writes.add(write);
      }
    }
    if (writes.isEmpty()) {
      exchange.reply(json -> write(json, statements, capacity));
      return;
    }
    database
        .engine()
        .write(
            writes.stream().map(BoundStatement.Write::write).toList(),
            results -> {
              for (int i = 0; i < results.size(); i++) {
                valid.get(i).written(writes.get(i), results.get(i));
              }
              exchange.reply(json -> write(json, statements, capacity));
            });
  }

  private static void write(
      AnswerJson json, List<BatchStatement> statements, ConsumedCapacity capacity) {
    json.startArray("Responses");
    statements.forEach(statement -> statement.write(json));
    json.endArray();
    capacity.write(json, units(statements));
  }

  private static Map<String, CapacityUnits> units(List<BatchStatement> statements) {
    Map<String, CapacityUnits> units = new LinkedHashMap<>();
    for (BatchStatement statement : statements) {
      String tableName = statement.tableName();
      if (tableName != null) {
        units.merge(tableName, statement.units(), CapacityUnits::plus);
      }
    }
    return units;
  }
}
