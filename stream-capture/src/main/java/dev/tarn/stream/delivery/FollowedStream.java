package dev.tarn.stream.delivery;

import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.StreamDefinition.ShardGeneration;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.shard.TableCatalog;
import dev.tarn.stream.shard.TableStream;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a trigger, looked up anew each time: it may be disabled, or roll its shards over.
 */
final class FollowedStream {
  private FollowedStream() {}

  /** A stream of a table that may be deleted by now, or null if nothing is known of it any more. */
  static @Nullable TableStream find(TableCatalog tables, int tableNumber, StreamId id) {
    TableDefinition table = tables.table(tableNumber);
    return table == null ? null : find(table, id);
  }

  /** A stream of a table that is there or was deleted lately, or null; the newest of its name. */
  static @Nullable TableStream find(TableCatalog tables, StreamId id) {
    TableStream newest = null;
    for (TableDefinition table : tables.tables()) {
      TableStream found = table.name().equals(id.table()) ? find(table, id) : null;
      if (found != null && (newest == null || table.number() > newest.table().number())) {
        newest = found;
      }
    }
    return newest;
  }

  /** The name of the shard that a partition's change with a sequence number belongs to. */
  static ShardId shard(TableStream stream, int partition, long sequenceNumber) {
    ShardGeneration belongs = stream.stream().generations().getFirst();
    for (ShardGeneration generation : stream.stream().generations()) {
      if (generation.startSequenceNumber() <= sequenceNumber) {
        belongs = generation;
      }
    }
    return ShardId.of(belongs.openedMs(), stream.table().number(), partition);
  }

  private static @Nullable TableStream find(TableDefinition table, StreamId id) {
    for (StreamDefinition stream : table.streams()) {
      if (stream.label().equals(id.label())) {
        return new TableStream(table, stream);
      }
    }
    return null;
  }
}
