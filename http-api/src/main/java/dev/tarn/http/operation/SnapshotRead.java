package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The read of items as they are at one moment, and the answer with them: what a transaction is that
 * only reads. Each item costs twice what a consistent read of it does.
 *
 * @param wanted the items, each once
 * @param capacity how much to tell of the capacity consumed
 */
record SnapshotRead(Engine engine, List<Wanted> wanted, ConsumedCapacity capacity) {
  /**
   * An item to read.
   *
   * @param shown what to show of it, or null for all
   */
  record Wanted(TableDefinition table, StoreKey key, @Nullable UnaryOperator<Item> shown) {}

  /**
   * Reads, and answers.
   *
   * @throws ValidationException if an item is wanted twice
   * @throws TransactionCanceledException if a table has no units left
   */
  void answer(Exchange exchange) {
    List<StoreKey> keys = wanted.stream().map(Wanted::key).toList();
    TransactWriteItems.requireDistinct(keys);
    admit();
    engine.snapshot(
        keys,
        (@Nullable List<@Nullable EncodedItem> items, @Nullable DynamoDbException error) -> {
          if (items == null) {
            exchange.fail(Objects.requireNonNull(error));
          } else {
            Map<String, CapacityUnits> units = consume(items);
            exchange.reply(json -> write(json, items, units));
          }
        });
  }

  private void admit() {
    List<@Nullable DynamoDbException> errors = new ArrayList<>(wanted.size());
    for (Wanted each : wanted) {
      try {
        engine.throughput().admitRead(each.table());
        errors.add(null);
      } catch (ProvisionedThroughputExceededException exceeded) {
        errors.add(exceeded);
      }
    }
    DynamoDbException refusal = CancellationReasons.refusal(errors);
    if (refusal != null) {
      throw refusal;
    }
  }

  private Map<String, CapacityUnits> consume(List<@Nullable EncodedItem> items) {
    Map<String, CapacityUnits> units = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      TableDefinition table = wanted.get(i).table();
      CapacityUnits ofOne = TransactionCapacity.ofRead(items.get(i));
      engine.throughput().consumeRead(table, ofOne);
      units.merge(table.name().value(), ofOne, CapacityUnits::plus);
    }
    return units;
  }

  private void write(
      AnswerJson json, List<@Nullable EncodedItem> items, Map<String, CapacityUnits> units) {
    json.startArray("Responses");
    for (int i = 0; i < items.size(); i++) {
      EncodedItem item = items.get(i);
      json.startObject();
      if (item != null) {
        write(json, item, wanted.get(i).shown());
      }
      json.endObject();
    }
    json.endArray();
    capacity.write(json, units, CapacityKind.READ);
  }

  private static void write(
      AnswerJson json, EncodedItem item, @Nullable UnaryOperator<Item> shown) {
    if (shown == null) {
      json.item("Item", item);
    } else {
      json.item("Item", shown.apply(item.decode()));
    }
  }
}
