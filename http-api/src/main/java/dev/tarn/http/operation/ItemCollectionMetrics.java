package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.TableDefinition;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an answer tells of the item collection that a write concerns: the items of a partition key
 * and their entries in local indexes. Tables without local indexes have none.
 *
 * <p>Its size is estimated, on the service too; here by what the whole table has at most.
 *
 * @param partitionKey the name of the partition key
 * @param atMostGb what no collection of the table exceeds, in whole GB
 */
record ItemCollectionMetrics(String partitionKey, long atMostGb) {
  private static final long GB = 1L << 30;

  /** What the request asks for, or null if it asks for nothing or there is nothing to tell. */
  static @Nullable ItemCollectionMetrics of(Structure input, ItemWrite write, Database database) {
    TableDefinition table = write.table();
    boolean asked = "SIZE".equals(input.string("ReturnItemCollectionMetrics"));
    if (!asked || table.indexes().stream().allMatch(IndexDefinition::isGlobal)) {
      return null;
    }
    long bytes = database.engine().counts(table).sizeBytes();
    for (IndexDefinition index : table.indexes()) {
      bytes += index.isGlobal() ? 0 : database.engine().counts(index).sizeBytes();
    }
    return new ItemCollectionMetrics(table.keySchema().partitionKey().name(), bytes / GB + 1);
  }

  /** Writes the member ItemCollectionMetrics, if the write has found or left an item. */
  void write(AnswerJson json, WriteResult result) {
    EncodedItem item = result.newItem() == null ? result.oldItem() : result.newItem();
    if (item == null) {
      return;
    }
    AttributeValue key = Objects.requireNonNull(item.decode().get(partitionKey));
    json.startObject("ItemCollectionMetrics");
    json.attributes("ItemCollectionKey", Map.of(partitionKey, key));
    json.startArray("SizeEstimateRangeGB");
    json.number(0);
    json.number(atMostGb);
    json.endArray();
    json.endObject();
  }
}
