package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ItemCollectionSizeLimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.index.IndexKeyValues;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts and deletes up to 25 items, in one table or several; each by itself, not as one. */
public record BatchWriteItem(Database database) implements Operation {
  private static final int MAX_WRITES = 25;

  @Override
  public String name() {
    return "BatchWriteItem";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    Batch batch = new Batch(ConsumedCapacity.of(input), ItemCollectionMetrics.of(input));
    Set<StoreKey> keys = new HashSet<>();
    for (Request request : requests(input)) {
      ItemWrite write = write(request);
      if (!keys.add(write.key())) {
        throw new ValidationException("Provided list of item keys contains duplicates");
      }
      batch.add(request, write, exchange.takesNextPart());
    }
    if (batch.writes.isEmpty()) {
      throw new ThrottlingException("None of the items was written. Try again.");
    }
    database.engine().write(batch.writes, results -> batch.complete(exchange, results));
  }

  /**
   * One write as the client asked for it.
   *
   * @param tableName as the client named it
   * @param item what to put, or null for a delete
   * @param encoded what to put, as it is stored
   * @param key what to delete, or null for a put
   */
  private record Request(
      String tableName, @Nullable Item item, @Nullable EncodedItem encoded, @Nullable Item key) {}

  private static List<Request> requests(Structure input) {
    List<Request> requests = new ArrayList<>();
    input
        .requiredStructureListMap("RequestItems")
        .forEach(
            (tableName, writes) ->
                writes.forEach(write -> requests.add(request(tableName, write))));
    if (requests.size() > MAX_WRITES) {
      throw new ValidationException("Too many items requested for the BatchWriteItem call");
    }
    return requests;
  }

  private static Request request(String tableName, Structure write) {
    Structure put = write.structure("PutRequest");
    Structure delete = write.structure("DeleteRequest");
    if (put != null && delete != null) {
      throw new ValidationException(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
              + " the supported datatypes");
    }
    if (put != null) {
      Item item = put.requiredItem("Item");
      return new Request(tableName, item, PutItem.encode(item), null);
    }
    if (delete != null) {
      return new Request(tableName, null, null, delete.requiredItem("Key"));
    }
    throw new ValidationException(
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }

  private ItemWrite write(Request request) {
    TableDefinition table = database.table(request.tableName());
    if (request.item() != null && request.encoded() != null) {
      StoreKey key = PrimaryKey.ofItem(table.keySchema(), request.item()).storeKey(table.number());
      IndexKeyValues.requireValid(table, request.item());
      return new ItemWrite.Put(table, key, request.encoded(), null, false);
    }
    Item keyAttributes = request.key() == null ? Item.EMPTY : request.key();
    StoreKey key = PrimaryKey.ofKey(table.keySchema(), keyAttributes).storeKey(table.number());
    return new ItemWrite.Delete(table, key, null, false);
  }

  /** The writes that are done, and the requests that are left for the client to send again. */
  private static final class Batch {
    private final List<Request> requests = new ArrayList<>();
    private final List<ItemWrite> writes = new ArrayList<>();
    private final Map<String, List<Request>> unprocessed = new LinkedHashMap<>();
    private final ConsumedCapacity capacity;
    private final ItemCollectionMetrics metrics;

    Batch(ConsumedCapacity capacity, ItemCollectionMetrics metrics) {
      this.capacity = capacity;
      this.metrics = metrics;
    }

    void add(Request request, ItemWrite write, boolean taken) {
      if (taken) {
        requests.add(request);
        writes.add(write);
      } else {
        leave(request);
      }
    }

    private void leave(Request request) {
      unprocessed.computeIfAbsent(request.tableName(), name -> new ArrayList<>()).add(request);
    }

    void complete(Exchange exchange, List<WriteResult> results) {
      DynamoDbException error = error(results);
      if (error == null) {
        exchange.reply(json -> write(json, results));
      } else {
        exchange.fail(error);
      }
    }

    /**
     * The error that is the answer, or null: what the server could not take stays unprocessed, for
     * the client to send again. If it could take nothing, or it is of no use to send it again, the
     * answer is the error.
     */
    private @Nullable DynamoDbException error(List<WriteResult> results) {
      DynamoDbException error = null;
      boolean anyWritten = false;
      for (int i = 0; i < results.size(); i++) {
        DynamoDbException refusal = results.get(i).error();
        if (refusal instanceof ItemCollectionSizeLimitExceededException) {
          return refusal;
        }
        if (refusal == null) {
          anyWritten = true;
        } else {
          error = refusal;
          leave(requests.get(i));
        }
      }
      return anyWritten ? null : error;
    }

    private void write(AnswerJson json, List<WriteResult> results) {
      json.startObject("UnprocessedItems");
      unprocessed.forEach((name, rest) -> writeUnprocessed(json, name, rest));
      json.endObject();
      if (capacity != ConsumedCapacity.NONE) {
        capacity.write(json, units(writes, results));
      }
      metrics.write(json, writes, results);
    }
  }

  private static void writeUnprocessed(AnswerJson json, String tableName, List<Request> rest) {
    json.startArray(tableName);
    for (Request request : rest) {
      json.startObject();
      if (request.item() != null) {
        json.startObject("PutRequest");
        json.item("Item", request.item());
      } else if (request.key() != null) {
        json.startObject("DeleteRequest");
        json.item("Key", request.key());
      }
      json.endObject();
      json.endObject();
    }
    json.endArray();
  }

  private static Map<String, CapacityUnits> units(
      List<ItemWrite> writes, List<WriteResult> results) {
    Map<String, CapacityUnits> units = new LinkedHashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      if (results.get(i).error() == null) {
        String tableName = writes.get(i).table().name().value();
        CapacityUnits ofWrite = CapacityUnits.ofWrite(writes.get(i), results.get(i));
        units.merge(tableName, ofWrite, CapacityUnits::plus);
      }
    }
    return units;
  }
}
