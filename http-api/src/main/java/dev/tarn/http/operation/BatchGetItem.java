package dev.tarn.http.operation;

import dev.tarn.http.legacy.AttributesToGet;
import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Projection;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads up to 100 items by their keys, from one table or several. */
public record BatchGetItem(Database database) implements Operation {
  private static final int MAX_KEYS = 100;

  /** Beyond this much, keys are left unprocessed. */
  private static final long MAX_ANSWER_BYTES = 16L << 20;

  /** More keys than this are read by a worker: they may be many megabytes. */
  private static final int MAX_KEYS_ON_EVENT_LOOP = 32;

  @Override
  public String name() {
    return "BatchGetItem";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    List<TableRead> reads = new ArrayList<>();
    int keys = 0;
    for (Map.Entry<String, Structure> request :
        input.requiredStructureMap("RequestItems").entrySet()) {
      keys += request.getValue().requiredItems("Keys").size();
      if (keys > MAX_KEYS) {
        throw new ValidationException("Too many items requested for the BatchGetItem call");
      }
      reads.add(read(request.getKey(), request.getValue()));
    }
    reads.forEach(TableRead::locateKeys);
    ConsumedCapacity capacity = ConsumedCapacity.of(input);
    if (keys <= MAX_KEYS_ON_EVENT_LOOP) {
      answer(reads, capacity, exchange);
    } else {
      exchange.offload(() -> answer(reads, capacity, exchange));
    }
  }

  private TableRead read(String tableName, Structure request) {
    ExpressionParameters parameters =
        ExpressionParameters.of(request, database.expressions(), OperationParameters.GET);
    Projection projection = parameters.projection();
    parameters.requireAllUsed();
    return new TableRead(
        tableName,
        database,
        request.requiredItems("Keys"),
        request.isTrue("ConsistentRead"),
        projection,
        request);
  }

  private void answer(List<TableRead> reads, ConsumedCapacity capacity, Exchange exchange) {
    long rest = MAX_ANSWER_BYTES;
    for (TableRead read : reads) {
      rest = read.run(rest, exchange);
    }
    DynamoDbException refused = refusal(reads);
    if (refused == null) {
      exchange.reply(json -> write(json, reads, capacity));
    } else {
      exchange.fail(refused);
    }
  }

  /** Why not one key was read, or null if any was: the others are left unprocessed then. */
  private static @Nullable DynamoDbException refusal(List<TableRead> reads) {
    DynamoDbException refused = null;
    for (TableRead read : reads) {
      if (read.unprocessed.size() < read.keys.size()) {
        return null;
      }
      refused = read.refused;
    }
    return refused;
  }

  private static void write(AnswerJson json, List<TableRead> reads, ConsumedCapacity capacity) {
    json.startObject("Responses");
    reads.forEach(read -> read.writeItems(json));
    json.endObject();
    json.startObject("UnprocessedKeys");
    reads.forEach(read -> read.writeUnprocessed(json));
    json.endObject();
    if (capacity != ConsumedCapacity.NONE) {
      json.startArray("ConsumedCapacity");
      reads.forEach(
          read -> capacity.writeElement(json, read.tableName(), CapacityUnits.ofTable(read.units)));
      json.endArray();
    }
  }

  /** The keys that a request wants of one table, and what was found. */
  private static final class TableRead {
    private final String requestedName;
    private final Database database;
    private final List<Item> keys;
    private final boolean consistent;
    private final @Nullable Projection projection;
    private final Structure request;
    private final List<StoreKey> storeKeys = new ArrayList<>();
    private final List<EncodedItem> found = new ArrayList<>();
    private @Nullable TableDefinition table;
    private final List<Item> unprocessed = new ArrayList<>();
    private @Nullable DynamoDbException refused;
    private double units;

    TableRead(
        String requestedName,
        Database database,
        List<Item> keys,
        boolean consistent,
        @Nullable Projection projection,
        Structure request) {
      this.requestedName = requestedName;
      this.database = database;
      this.keys = keys;
      this.consistent = consistent;
      this.projection = projection;
      this.request = request;
    }

    void locateKeys() {
      TableDefinition located = database.table(requestedName);
      table = located;
      Set<StoreKey> distinct = new HashSet<>();
      for (Item key : keys) {
        StoreKey storeKey = PrimaryKey.ofKey(located.keySchema(), key).storeKey(located.number());
        if (!distinct.add(storeKey)) {
          throw new ValidationException("Provided list of item keys contains duplicates");
        }
        storeKeys.add(storeKey);
      }
    }

    String tableName() {
      return table == null ? requestedName : table.name().value();
    }

    /** Reads while there is room; returns the room that is left in the answer, in bytes. */
    long run(long room, Exchange exchange) {
      long rest = room;
      for (int i = 0; i < keys.size(); i++) {
        if (rest > 0 && admits(exchange)) {
          rest -= read(storeKeys.get(i));
        } else {
          unprocessed.add(keys.get(i));
        }
      }
      return rest;
    }

    private boolean admits(Exchange exchange) {
      if (refused instanceof ProvisionedThroughputExceededException) {
        return false;
      }
      try {
        database.engine().throughput().admitRead(Objects.requireNonNull(table));
      } catch (ProvisionedThroughputExceededException exceeded) {
        refused = exceeded;
        return false;
      }
      if (exchange.takesNextPart()) {
        return true;
      }
      refused = new ThrottlingException("None of the items was read. Try again.");
      return false;
    }

    /** Reads an item; returns its size. */
    private int read(StoreKey key) {
      EncodedItem item = database.engine().get(key);
      int size = item == null ? 0 : item.size();
      double ofItem = CapacityUnits.read(size, consistent);
      database
          .engine()
          .throughput()
          .consumeRead(Objects.requireNonNull(table), CapacityUnits.ofTable(ofItem));
      units += ofItem;
      if (item != null) {
        found.add(item);
      }
      return size;
    }

    void writeItems(AnswerJson json) {
      json.startArray(requestedName);
      for (EncodedItem item : found) {
        if (projection == null) {
          json.item(item);
        } else {
          json.item(projection.apply(item.decode()));
        }
      }
      json.endArray();
    }

    void writeUnprocessed(AnswerJson json) {
      if (unprocessed.isEmpty()) {
        return;
      }
      json.startObject(requestedName);
      json.startArray("Keys");
      unprocessed.forEach(json::item);
      json.endArray();
      if (consistent) {
        json.bool("ConsistentRead", true);
      }
      writeProjection(json);
      json.endObject();
    }

    private void writeProjection(AnswerJson json) {
      List<String> attributes = request.strings(AttributesToGet.PARAMETER);
      if (attributes != null) {
        json.startArray(AttributesToGet.PARAMETER);
        attributes.forEach(json::string);
        json.endArray();
      }
      String text = request.string("ProjectionExpression");
      if (text != null) {
        json.string("ProjectionExpression", text);
      }
      Map<String, String> names = request.stringMap("ExpressionAttributeNames");
      if (names != null) {
        json.startObject("ExpressionAttributeNames");
        names.forEach(json::string);
        json.endObject();
      }
    }
  }
}
