package dev.tarn.kv.partiql;

import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import java.util.function.Function;

/** A statement, parsed. Its parameters and the table it names are those of each request. */
public final class PreparedStatement {
  private final String text;
  private final Statement statement;
  private final int parameters;

  PreparedStatement(String text, Statement statement, int parameters) {
    this.text = text;
    this.statement = statement;
    this.parameters = parameters;
  }

  /** What the statement calls its table: a name or an ARN. */
  public String table() {
    return statement.source().table();
  }

  /** Whether it reads and changes nothing. */
  public boolean isRead() {
    return statement instanceof Statement.Select;
  }

  /**
   * The statement with the parameters of a request.
   *
   * @param values one for each question mark, in their order
   * @param tables finds a table by what the statement calls it: a name or an ARN
   * @param returnItemOnFailure whether a failed condition's error carries the item
   * @throws ValidationException if the parameters are too few or too many, or the statement does
   *     not fit them or the table
   * @throws ResourceNotFoundException as {@code tables} does
   */
  public BoundStatement bind(
      List<AttributeValue> values,
      Function<String, TableDefinition> tables,
      boolean returnItemOnFailure) {
    if (values.size() != parameters) {
      throw new ValidationException("Number of parameters in request and statement don't match.");
    }
    TableDefinition table = tables.apply(statement.source().table());
    return new StatementBinder(table, values, returnItemOnFailure).bind(statement);
  }

  /** The statement's text. */
  @Override
  public String toString() {
    return text;
  }

  Statement statement() {
    return statement;
  }
}
