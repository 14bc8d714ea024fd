package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much an answer tells of the item collections that its writes concern: each is the items of a
 * partition key and their entries in local indexes. Tables without local indexes have none.
 *
 * <p>The service estimates their sizes; here they are exact, and told in whole GB all the same.
 */
enum ItemCollectionMetrics {
  NONE,
  SIZE;

  private static final String MEMBER = "ItemCollectionMetrics";
  private static final long GB = 1L << 30;

  /** What the request asks for. */
  static ItemCollectionMetrics of(Structure input) {
    String value = input.string("ReturnItemCollectionMetrics");
    return value == null ? NONE : valueOf(value);
  }

  /** Writes the member of one write's answer, if the write has found or left an item. */
  void write(AnswerJson json, ItemWrite write, WriteResult result) {
    if (isTold(write, result)) {
      json.startObject(MEMBER);
      writeMembers(json, write, result);
      json.endObject();
    }
  }

  /** Writes the member of a batch's answer: each collection once, as the last write has left it. */
  void write(AnswerJson json, List<ItemWrite> writes, List<WriteResult> results) {
    Map<String, Map<StoreKey, Integer>> lastWrites = new LinkedHashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      ItemWrite write = writes.get(i);
      if (isTold(write, results.get(i))) {
        lastWrites
            .computeIfAbsent(write.table().name().value(), name -> new LinkedHashMap<>())
            .put(write.key().collection(), i);
      }
    }
    if (lastWrites.isEmpty()) {
      return;
    }
    json.startObject(MEMBER);
    lastWrites.forEach(
        (tableName, ofTable) -> {
          json.startArray(tableName);
          for (int last : ofTable.values()) {
            json.startObject();
            writeMembers(json, writes.get(last), results.get(last));
            json.endObject();
          }
          json.endArray();
        });
    json.endObject();
  }

  private boolean isTold(ItemWrite write, WriteResult result) {
    return this == SIZE
        && result.error() == null
        && (result.newItem() != null || result.oldItem() != null)
        && !write.table().indexes().stream().allMatch(IndexDefinition::isGlobal);
  }

  private static void writeMembers(AnswerJson json, ItemWrite write, WriteResult result) {
    TableDefinition table = write.table();
    EncodedItem item = result.newItem() == null ? result.oldItem() : result.newItem();
    String name = table.keySchema().partitionKey().name();
    AttributeValue key = Objects.requireNonNull(Objects.requireNonNull(item).decode().get(name));
    long wholeGb = result.collectionBytes() / GB;
    json.attributes("ItemCollectionKey", Map.of(name, key));
    json.startArray("SizeEstimateRangeGB");
    json.number(wholeGb);
    json.number(wholeGb + 1);
    json.endArray();
  }
}
