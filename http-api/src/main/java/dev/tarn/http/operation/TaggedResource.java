package dev.tarn.http.operation;

import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;

/** The table that a ResourceArn parameter names. */
final class TaggedResource {
  private static final String TABLE = ":table/";

  private TaggedResource() {}

  /**
   * The table of an ARN, as it is now.
   *
   * @throws ResourceNotFoundException if there is none
   * @throws ValidationException if it is no table's ARN
   */
  static TableDefinition table(Database database, String arn) {
    TableDefinition table = database.engine().catalog().table(name(arn));
    if (table == null) {
      throw new ResourceNotFoundException(
          "Requested resource not found: ResourcArn: " + arn + " not found");
    }
    return table;
  }

  private static TableName name(String arn) {
    if (!arn.startsWith("arn:")) {
      throw ValidationException.invalidParameter("ARNs must start with 'arn:': " + arn);
    }
    if (!arn.contains(":dynamodb:")) {
      throw ValidationException.invalidParameter(
          "Provided Arn is not a DynamoDB resource arn: " + arn);
    }
    int table = arn.indexOf(TABLE);
    String name = table < 0 ? "" : arn.substring(table + TABLE.length());
    if (name.isEmpty() || name.indexOf('/') >= 0) {
      throw ValidationException.invalidParameter(
          "Invalid resource arn provided, only table or stream is accepted. Provided resource arn: "
              + arn);
    }
    return new TableName(name);
  }
}
