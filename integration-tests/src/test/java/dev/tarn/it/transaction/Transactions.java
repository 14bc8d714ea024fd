package dev.tarn.it.transaction;

import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.s;

import dev.tarn.it.TestTable;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Actions of transactions in few letters, on items whose key is {@code pk}. */
final class Transactions {
  private Transactions() {}

  static TransactWriteItem put(TestTable table, Object... namesAndValues) {
    return put(table, put -> put.item(item(namesAndValues)));
  }

  static TransactWriteItem put(TestTable table, Consumer<Put.Builder> more) {
    return TransactWriteItem.builder()
        .put(
            put -> {
              put.tableName(table.name());
              more.accept(put);
            })
        .build();
  }

  static TransactWriteItem update(
      TestTable table, String pk, String expression, Consumer<Update.Builder> more) {
    return TransactWriteItem.builder()
        .update(
            update -> {
              update.tableName(table.name()).key(key(pk)).updateExpression(expression);
              more.accept(update);
            })
        .build();
  }

  static TransactWriteItem delete(TestTable table, String pk, Consumer<Delete.Builder> more) {
    return TransactWriteItem.builder()
        .delete(
            delete -> {
              delete.tableName(table.name()).key(key(pk));
              more.accept(delete);
            })
        .build();
  }

  static TransactWriteItem check(
      TestTable table, String pk, String condition, Consumer<ConditionCheck.Builder> more) {
    return TransactWriteItem.builder()
        .conditionCheck(
            check -> {
              check.tableName(table.name()).key(key(pk)).conditionExpression(condition);
              more.accept(check);
            })
        .build();
  }

  static TransactGetItem get(TestTable table, String pk) {
    return TransactGetItem.builder().get(g -> g.tableName(table.name()).key(key(pk))).build();
  }

  static Map<String, AttributeValue> key(String pk) {
    return item("pk", s(pk));
  }

  /** Why each action of a cancelled transaction was or was not refused, in their order. */
  static List<CancellationReason> cancellation(ThrowingCallable call) {
    return ((TransactionCanceledException) refusal("TransactionCanceledException", call))
        .cancellationReasons();
  }

  static CancellationReason none() {
    return CancellationReason.builder().code("None").build();
  }

  static CancellationReason failed() {
    return CancellationReason.builder()
        .code("ConditionalCheckFailed")
        .message("The conditional request failed")
        .build();
  }
}
