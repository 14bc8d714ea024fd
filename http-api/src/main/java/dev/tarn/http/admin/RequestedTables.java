package dev.tarn.http.admin;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.operation.Database;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the names of the tables that a request of an operation touches. */
final class RequestedTables implements Function<Structure, Set<String>> {
  private static final List<String> TRANSACT_ACTIONS =
      List.of("Get", "Put", "Update", "Delete", "ConditionCheck");

  private final String operation;
  private final Database database;

  RequestedTables(String operation, Database database) {
    this.operation = operation;
    this.database = database;
  }

  /** None where the request names a table in a way that the operation will refuse. */
  @Override
  public Set<String> apply(Structure input) {
    try {
      return names(input).map(name -> Arns.tableName(name).value()).collect(Collectors.toSet());
    } catch (DynamoDbException notOne) {
      return Set.of();
    }
  }

  private Stream<String> names(Structure input) {
    return switch (operation) {
      case "BatchGetItem" -> input.requiredStructureMap("RequestItems").keySet().stream();
      case "BatchWriteItem" -> input.requiredStructureListMap("RequestItems").keySet().stream();
      case "TransactGetItems", "TransactWriteItems" ->
          input.requiredStructures("TransactItems").stream().flatMap(RequestedTables::ofAction);
      case "ExecuteStatement" -> Stream.of(ofStatement(input));
      case "BatchExecuteStatement" -> ofStatements(input.requiredStructures("Statements"));
      case "ExecuteTransaction" -> ofStatements(input.requiredStructures("TransactStatements"));
      case "DescribeStream", "GetShardIterator" ->
          Stream.of(Arns.streamId(input.requiredString("StreamArn")).table().value());
      case "GetRecords" -> Stream.of(ofIterator(input.requiredString("ShardIterator")));
      default ->
          Stream.of("TableName", "ResourceArn")
              .filter(member -> input.knows(member) && input.has(member))
              .map(input::requiredString);
    };
  }

  private static Stream<String> ofAction(Structure item) {
    return TRANSACT_ACTIONS.stream()
        .filter(action -> item.knows(action) && item.has(action))
        .map(action -> item.requiredStructure(action).requiredString("TableName"));
  }

  private Stream<String> ofStatements(List<Structure> statements) {
    return statements.stream().map(this::ofStatement);
  }

  /** Empty if the statement is not well formed: others of its batch may be. */
  private String ofStatement(Structure statement) {
    try {
      return database.statements().parse(statement.requiredString("Statement")).table();
    } catch (DynamoDbException malformed) {
      return "";
    }
  }

  private String ofIterator(String iterator) {
    return database.streams().table(iterator).value();
  }
}
