package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.table.TableDefinition;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The answer of an operation that changes a table. */
final class TableAnswer {
  private TableAnswer() {}

  /**
   * A listener that answers with the table's description once the change is durable.
   *
   * @param status the status to show
   * @param member what the description is called in the answer
   */
  static BiConsumer<@Nullable TableDefinition, @Nullable DynamoDbException> of(
      Exchange exchange, Database database, String status, String member) {
    return of(
        exchange,
        (json, table) -> TableDescription.of(table, status, database).write(json, member));
  }

  /** A listener that answers with nothing. */
  static BiConsumer<@Nullable TableDefinition, @Nullable DynamoDbException> withoutDescription(
      Exchange exchange) {
    return of(exchange, (json, table) -> {});
  }

  /**
   * A listener that answers once the change is durable.
   *
   * @param writer writes the answer's members
   */
  static BiConsumer<@Nullable TableDefinition, @Nullable DynamoDbException> of(
      Exchange exchange, BiConsumer<AnswerJson, TableDefinition> writer) {
    return (table, error) -> {
      if (table == null) {
        exchange.fail(error == null ? new IllegalStateException("no table, no error") : error);
      } else {
        exchange.reply(json -> writer.accept(json, table));
      }
    };
  }
}
