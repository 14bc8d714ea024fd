package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Projection;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads up to 100 items, from one table or several, as they are at one moment. */
public record TransactGetItems(Database database) implements Operation {
  @Override
  public String name() {
    return "TransactGetItems";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    List<Get> gets = new ArrayList<>();
    for (Structure transactItem : input.requiredStructures("TransactItems")) {
      gets.add(get(transactItem.requiredStructure("Get")));
    }
    new SnapshotRead(database.engine(), wanted(gets), ConsumedCapacity.of(input)).answer(exchange);
  }

  /** One item to read. */
  private record Get(TableDefinition table, Item key, @Nullable Projection projection) {}

  private Get get(Structure get) {
    Item key = get.requiredItem("Key");
    ExpressionParameters parameters =
        ExpressionParameters.of(get, database.expressions(), OperationParameters.TRANSACT_GET);
    Projection projection = parameters.projection();
    parameters.requireAllUsed();
    return new Get(database.table(get), key, projection);
  }

  private static List<SnapshotRead.Wanted> wanted(List<Get> gets) {
    List<SnapshotRead.Wanted> wanted = new ArrayList<>(gets.size());
    List<CancellationReason> reasons = new ArrayList<>(gets.size());
    for (Get get : gets) {
      try {
        wanted.add(wanted(get));
        reasons.add(CancellationReason.NONE);
      } catch (ValidationException e) {
        reasons.add(Objects.requireNonNull(CancellationReasons.of(e)));
      }
    }
    if (wanted.size() < gets.size()) {
      throw new TransactionCanceledException(reasons);
    }
    return wanted;
  }

  private static SnapshotRead.Wanted wanted(Get get) {
    TableDefinition table = get.table();
    Projection projection = get.projection();
    return new SnapshotRead.Wanted(
        table,
        PrimaryKey.ofKey(table.keySchema(), get.key()).storeKey(table.number()),
        projection == null ? null : projection::apply);
  }
}
