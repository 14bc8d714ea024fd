package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.expression.Expressions;
import dev.tarn.kv.partiql.Statements;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.kv.table.TableStatus;
import dev.tarn.stream.shard.Streams;

/**
 * What the operations work on.
 *
 * @param engine tables and items
 * @param streams the streams of tables
 * @param expressions parses, and remembers what it has parsed
 * @param statements does the same for PartiQL
 * @param arns how resources are named
 */
public record Database(
    Engine engine, Streams streams, Expressions expressions, Statements statements, Arns arns) {
  /**
   * The table that an item operation names.
   *
   * @throws ResourceNotFoundException if there is none
   */
  TableDefinition table(Structure input) {
    return table(input.requiredString("TableName"));
  }

  /**
   * The table that a table operation names, by its name or ARN, also while it is being created.
   *
   * @throws ResourceNotFoundException if there is none: with another text than item operations give
   */
  public TableDefinition existing(String nameOrArn) {
    TableName name = Arns.tableName(nameOrArn);
    TableDefinition table = engine.catalog().table(name);
    if (table == null) {
      throw new ResourceNotFoundException(
          "Requested resource not found: Table: " + name + " not found");
    }
    return table;
  }

  /**
   * The table of a name or ARN.
   *
   * @throws ResourceNotFoundException if there is none, or it is still being created
   */
  public TableDefinition table(String nameOrArn) {
    TableDefinition table = engine.catalog().table(Arns.tableName(nameOrArn));
    if (table == null || engine.status(table) == TableStatus.CREATING) {
      throw ResourceNotFoundException.requestedResource();
    }
    return table;
  }
}
