package dev.tarn.http.operation;

import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Operations;
import java.util.List;
import java.util.function.UnaryOperator;

/** The one list of what the server can do. */
public final class AllOperations {
  private AllOperations() {}

  /** Every operation, on one database. */
  public static Operations on(Database database) {
    return on(database, UnaryOperator.identity());
  }

  /** Every operation, each with something put before it. */
  public static Operations on(Database database, UnaryOperator<Operation> before) {
    return new Operations(
        dynamodb(database).stream().map(before).toList(),
        streams(database).stream().map(before).toList());
  }

  private static List<Operation> dynamodb(Database database) {
    return List.of(
        new BatchExecuteStatement(database),
        new BatchGetItem(database),
        new BatchWriteItem(database),
        new CreateTable(database),
        new DeleteItem(database),
        new DeleteTable(database),
        new DescribeContinuousBackups(database),
        new DescribeEndpoints(database),
        new DescribeLimits(database),
        new DescribeTable(database),
        new DescribeTimeToLive(database),
        new ExecuteStatement(database),
        new ExecuteTransaction(database),
        new GetItem(database),
        new ListTables(database),
        new ListTagsOfResource(database),
        new PutItem(database),
        new Query(database),
        new Scan(database),
        new TagResource(database),
        new TransactGetItems(database),
        new TransactWriteItems(database),
        new UntagResource(database),
        new UpdateItem(database),
        new UpdateTable(database),
        new UpdateTimeToLive(database));
  }

  private static List<Operation> streams(Database database) {
    return List.of(
        new DescribeStream(database),
        new GetRecords(database),
        new GetShardIterator(database),
        new ListStreams(database));
  }
}
