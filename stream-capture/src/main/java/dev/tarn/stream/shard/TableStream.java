package dev.tarn.stream.shard;

import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;

/**
 * A stream with the table it belongs to.
 *
 * @param table the table
 * @param stream one of its streams
 */
public record TableStream(TableDefinition table, StreamDefinition stream) {
  /** What names it. */
  public StreamId id() {
    return new StreamId(table.name(), stream.label());
  }
}
