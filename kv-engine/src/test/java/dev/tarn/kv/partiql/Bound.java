package dev.tarn.kv.partiql;

import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import java.util.List;

/** Statements on a table with the keys {@code pk} (a string) and {@code sk} (a number). */
final class Bound {
  static final TableDefinition TABLE =
      new TableDefinition(
          7,
          "id",
          new TableName("music"),
          new KeySchema(
              new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.N)),
          BillingMode.PAY_PER_REQUEST,
          ProvisionedThroughput.NONE,
          0,
          false,
          List.of());

  private Bound() {}

  static BoundStatement statement(String text, AttributeValue... parameters) {
    return new Statements().parse(text).bind(List.of(parameters), name -> TABLE, false);
  }

  static BoundStatement.Read read(String text, AttributeValue... parameters) {
    return (BoundStatement.Read) statement(text, parameters);
  }
}
