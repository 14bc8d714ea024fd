package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.ClientRequestToken;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.key.StoreKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts, updates, deletes and checks up to 100 items, in one table or several, as one commit. */
public record TransactWriteItems(Database database) implements Operation {
  @Override
  public String name() {
    return "TransactWriteItems";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    List<TransactAction> actions = new ArrayList<>();
    for (Structure action : input.requiredStructures("TransactItems")) {
      actions.add(TransactAction.of(action, database));
    }
    List<ItemWrite> writes = TransactAction.writes(actions, database);
    requireDistinct(writes.stream().map(ItemWrite::key).toList());
    TransactAction.requireFitting(writes);
    ConsumedCapacity capacity = ConsumedCapacity.of(input);
    ItemCollectionMetrics metrics = ItemCollectionMetrics.of(input);
    database
        .engine()
        .transact(
            writes,
            token(input),
            results -> complete(exchange, writes, results, capacity, metrics));
  }

  /**
   * Refuses a transaction that has two actions on one item.
   *
   * @param keys the items' keys
   * @throws ValidationException if one is there twice
   */
  static void requireDistinct(List<StoreKey> keys) {
    if (new HashSet<>(keys).size() < keys.size()) {
      throw new ValidationException(
          "Transaction request cannot include multiple operations on one item");
    }
  }

  private static @Nullable ClientRequestToken token(Structure input) {
    String token = input.string("ClientRequestToken");
    return token == null
        ? null
        : ClientRequestToken.of(token, input.requiredStructures("TransactItems").toString());
  }

  private static void complete(
      Exchange exchange,
      List<ItemWrite> writes,
      List<WriteResult> results,
      ConsumedCapacity capacity,
      ItemCollectionMetrics metrics) {
    List<@Nullable DynamoDbException> errors = new ArrayList<>(results.size());
    results.forEach(result -> errors.add(result.error()));
    DynamoDbException refusal = CancellationReasons.refusal(errors);
    if (refusal != null) {
      exchange.fail(refusal);
    } else {
      exchange.reply(
          json -> {
            TransactionCapacity.of(writes, results).write(json, capacity);
            metrics.write(json, writes, results);
          });
    }
  }
}
