package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Projection;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    List<StoreKey> keys = keys(gets);
    if (new HashSet<>(keys).size() < keys.size()) {
      throw TransactWriteItems.severalOperationsOnOneItem();
    }
    ConsumedCapacity capacity = ConsumedCapacity.of(input);
    database
        .engine()
        .snapshot(
            keys,
            (@Nullable List<@Nullable EncodedItem> items, @Nullable DynamoDbException error) -> {
              if (items == null) {
                exchange.fail(Objects.requireNonNull(error));
              } else {
                exchange.reply(json -> write(json, gets, items, capacity));
              }
            });
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

  private static List<StoreKey> keys(List<Get> gets) {
    List<StoreKey> keys = new ArrayList<>(gets.size());
    List<CancellationReason> reasons = new ArrayList<>(gets.size());
    for (Get get : gets) {
      try {
        TableDefinition table = get.table();
        keys.add(PrimaryKey.ofKey(table.keySchema(), get.key()).storeKey(table.number()));
        reasons.add(CancellationReason.NONE);
      } catch (ValidationException e) {
        reasons.add(Objects.requireNonNull(CancellationReasons.of(e)));
      }
    }
    if (keys.size() < gets.size()) {
      throw new TransactionCanceledException(reasons);
    }
    return keys;
  }

  private static void write(
      AnswerJson json,
      List<Get> gets,
      List<@Nullable EncodedItem> items,
      ConsumedCapacity capacity) {
    Map<String, Double> units = new LinkedHashMap<>();
    json.startArray("Responses");
    for (int i = 0; i < gets.size(); i++) {
      EncodedItem item = items.get(i);
      int size = item == null ? 0 : item.size();
      String tableName = gets.get(i).table().name().value();
      units.merge(tableName, 2 * CapacityUnits.read(size, true), Double::sum);
      json.startObject();
      if (item != null) {
        write(json, item, gets.get(i).projection());
      }
      json.endObject();
    }
    json.endArray();
    if (capacity != ConsumedCapacity.NONE) {
      json.startArray("ConsumedCapacity");
      units.forEach(
          (tableName, sum) -> capacity.writeElement(json, tableName, CapacityUnits.ofTable(sum)));
      json.endArray();
    }
  }

  private static void write(AnswerJson json, EncodedItem item, @Nullable Projection projection) {
    if (projection == null) {
      json.item("Item", item);
    } else {
      json.item("Item", projection.apply(item.decode()));
    }
  }
}
