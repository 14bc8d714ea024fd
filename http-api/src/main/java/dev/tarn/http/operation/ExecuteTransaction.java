package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.ClientRequestToken;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.partiql.BoundStatement;
import dev.tarn.kv.partiql.Returning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs up to 100 PartiQL statements: reads of one moment, or writes and checks as one commit. */
public record ExecuteTransaction(Database database) implements Operation {
  @Override
  public String name() {
    return "ExecuteTransaction";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    List<BoundStatement.Read> reads = new ArrayList<>();
    List<BoundStatement.Write> writes = new ArrayList<>();
    List<Structure> requests = input.requiredStructures("TransactStatements");
    for (int i = 0; i < requests.size(); i++) {
      switch (bind(requests.get(i), i)) {
        case BoundStatement.Read read -> reads.add(read);
        case BoundStatement.Write write -> writes.add(write);
      }
    }
    if (!reads.isEmpty() && !writes.isEmpty()) {
      throw new ValidationException(
          "A transaction must consist of either read statements or write statements");
    }
    ConsumedCapacity capacity = ConsumedCapacity.of(input);
    if (writes.isEmpty()) {
      read(reads, capacity, exchange);
    } else {
      write(writes, token(input), capacity, exchange);
    }
  }

  private BoundStatement bind(Structure request, int index) {
    try {
      BoundStatement bound = StatementExecution.of(request, database).bind(database);
      switch (bound) {
        case BoundStatement.Read read -> requireSingleItem(read);
        case BoundStatement.Write write -> requireNoReturning(write);
      }
      return bound;
    } catch (ValidationException e) {
      throw new ValidationException(
          "Validation failed in TransactStatements[" + index + "]: " + e.getMessage());
    }
  }

  private static void requireSingleItem(BoundStatement.Read read) {
    if (read.index() != null) {
      throw new ValidationException("Reads on indices are not supported within transactions.");
    }
    if (read.singleKey() == null || read.filter() != null) {
      throw new ValidationException(
          "Select statements within ExecuteTransaction must specify the primary key in the where"
              + " clause.");
    }
  }

  private static void requireNoReturning(BoundStatement.Write write) {
    if (write.returning() != Returning.NONE) {
      throw new ValidationException("RETURNING clause is not supported in ExecuteTransaction.");
    }
  }

  /** Tokens of this operation are others than those of TransactWriteItems. */
  private @Nullable ClientRequestToken token(Structure input) {
    String token = input.string("ClientRequestToken");
    return token == null
        ? null
        : ClientRequestToken.of(
            name() + "/" + token, input.requiredStructures("TransactStatements").toString());
  }

  private void read(List<BoundStatement.Read> reads, ConsumedCapacity capacity, Exchange exchange) {
    List<SnapshotRead.Wanted> wanted = reads.stream().map(ExecuteTransaction::wanted).toList();
    new SnapshotRead(database.engine(), wanted, capacity).answer(exchange);
  }

  private static SnapshotRead.Wanted wanted(BoundStatement.Read read) {
    return new SnapshotRead.Wanted(
        read.table(),
        Objects.requireNonNull(read.singleKey()),
        read.columns().isAll() ? null : read.columns()::apply);
  }

  private void write(
      List<BoundStatement.Write> statements,
      @Nullable ClientRequestToken token,
      ConsumedCapacity capacity,
      Exchange exchange) {
    List<ItemWrite> writes = statements.stream().map(BoundStatement.Write::write).toList();
    TransactWriteItems.requireDistinct(writes.stream().map(ItemWrite::key).toList());
    TransactAction.requireFitting(writes);
    database
        .engine()
        .transact(
            writes,
            token,
            results -> {
              DynamoDbException refusal = CancellationReasons.refusal(errors(statements, results));
              if (refusal == null) {
                exchange.reply(json -> write(json, writes, results, capacity));
              } else {
                exchange.fail(refusal);
              }
            });
  }

  private static List<@Nullable DynamoDbException> errors(
      List<BoundStatement.Write> statements, List<WriteResult> results) {
    List<@Nullable DynamoDbException> errors = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      DynamoDbException error = results.get(i).error();
      errors.add(error == null ? null : statements.get(i).answerTo(error));
    }
    return errors;
  }

  private static void write(
      AnswerJson json,
      List<ItemWrite> writes,
      List<WriteResult> results,
      ConsumedCapacity capacity) {
    json.startArray("Responses");
    for (int i = 0; i < writes.size(); i++) {
      json.startObject();
      json.endObject();
    }
    json.endArray();
    TransactionCapacity.of(writes, results).write(json, capacity);
  }
}
