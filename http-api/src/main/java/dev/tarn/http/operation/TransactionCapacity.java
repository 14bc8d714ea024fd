package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.item.EncodedItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has consumed of each of its tables: twice what the same reads or writes
 * consume one by one. Unlike other requests, a transaction also tells whether it has read or
 * written.
 */
record TransactionCapacity(Map<String, CapacityUnits> units, CapacityKind kind) {
  private static final int FACTOR = 2;

  /**
   * Of writes. A transaction that was done before, by a request with the same token, and is only
   * told of again, has read the items.
   */
  static TransactionCapacity of(List<ItemWrite> writes, List<WriteResult> results) {
    Map<String, CapacityUnits> units = new LinkedHashMap<>();
    CapacityKind kind = CapacityKind.READ;
    for (int i = 0; i < writes.size(); i++) {
      WriteResult result = results.get(i);
      CapacityUnits ofOne =
          result.repeated()
              ? ofRead(result.newItem())
              : CapacityUnits.ofWrite(writes.get(i), result).times(FACTOR);
      units.merge(writes.get(i).table().name().value(), ofOne, CapacityUnits::plus);
      kind = result.repeated() ? kind : CapacityKind.WRITE;
    }
    return new TransactionCapacity(units, kind);
  }

  /** Of the read of one item, or of none. */
  static CapacityUnits ofRead(@Nullable EncodedItem item) {
    int size = item == null ? 0 : item.size();
    return CapacityUnits.ofTable(FACTOR * CapacityUnits.read(size, true));
  }

  /** Writes the member ConsumedCapacity, if it was asked for. */
  void write(AnswerJson json, ConsumedCapacity asked) {
    asked.write(json, units, kind);
  }
}
