package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.partiql.BoundStatement;
import java.util.List;

/** Runs one PartiQL statement. */
public record ExecuteStatement(Database database) implements Operation {
  /** Items looked at on the event loop: less than a millisecond's work. */
  private static final int FIRST_SLICE = 64;

  /** Items looked at in one read transaction by a worker: some milliseconds. */
  private static final int WORKER_SLICE = 1_024;

  @Override
  public String name() {
    return "ExecuteStatement";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    StatementExecution statement = StatementExecution.of(input, database);
    switch (statement.bind(database)) {
      case BoundStatement.Read read -> read(input, statement, read, exchange);
      case BoundStatement.Check check -> throw existsOutsideTransaction();
      case BoundStatement.Write write -> write(input, write, exchange);
    }
  }

  /** The error of an EXISTS that is a statement by itself. */
  static ValidationException existsOutsideTransaction() {
    return new ValidationException("EXISTS is only supported in transactions");
  }

  private void read(
      Structure input, StatementExecution statement, BoundStatement.Read read, Exchange exchange) {
    NextToken token = NextToken.of(statement, read.table().id());
    String start = input.string("NextToken");
    Integer limit = input.integer("Limit");
    StatementPage page =
        new StatementPage(
            database.engine(),
            read,
            start == null ? ReadPosition.START : token.decode(start),
            limit == null ? Integer.MAX_VALUE : limit,
            input.isTrue("ConsistentRead"));
    ConsumedCapacity capacity = ConsumedCapacity.of(input);
    if (page.advance(FIRST_SLICE)) {
      exchange.reply(json -> write(json, read, page, token, capacity));
    } else {
      exchange.offload(
          () -> {
            boolean complete = false;
            while (!complete) {
              complete = page.advance(WORKER_SLICE);
            }
            exchange.reply(json -> write(json, read, page, token, capacity));
          });
    }
  }

  private static void write(
      AnswerJson json,
      BoundStatement.Read read,
      StatementPage page,
      NextToken token,
      ConsumedCapacity capacity) {
    json.startArray("Items");
    for (EncodedItem item : page.items()) {
      if (read.columns().isAll()) {
        json.item(item);
      } else {
        json.item(read.columns().apply(item.decode()));
      }
    }
    json.endArray();
    ReadPosition next = page.next();
    if (next != null) {
      json.string("NextToken", token.encode(next));
    }
    Item lastEvaluatedKey = page.lastEvaluatedKey();
    if (lastEvaluatedKey != null) {
      json.item("LastEvaluatedKey", lastEvaluatedKey);
    }
    capacity.write(json, read.table().name().value(), page.units());
  }

  private void write(Structure input, BoundStatement.Write statement, Exchange exchange) {
    ConsumedCapacity capacity = ConsumedCapacity.of(input);
    database
        .engine()
        .write(
            List.of(statement.write()),
            results -> {
              WriteResult result = results.getFirst();
              if (result.error() == null) {
                exchange.reply(json -> write(json, statement, result, capacity));
              } else {
                exchange.fail(statement.answerTo(result.error()));
              }
            });
  }

  private static void write(
      AnswerJson json,
      BoundStatement.Write statement,
      WriteResult result,
      ConsumedCapacity capacity) {
    json.startArray("Items");
    Item returned = StatementExecution.returned(statement, result);
    if (returned != null) {
      json.item(returned);
    }
    json.endArray();
    CapacityUnits units = CapacityUnits.ofWrite(statement.write(), result);
    capacity.write(json, statement.table().name().value(), units);
  }
}
