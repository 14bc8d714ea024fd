package dev.tarn.stream.shard;

import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.partitioner.PartitionMap;
import dev.tarn.partitioner.ShardId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds streams and shards; answers as the service does if they are not there. */
final class StreamDirectory {
  private final TableCatalog tables;
  private final PartitionMap partitions;
  private final TrimHorizon horizon;
  private final Function<StreamId, String> arn;

  StreamDirectory(
      TableCatalog tables,
      PartitionMap partitions,
      TrimHorizon horizon,
      Function<StreamId, String> arn) {
    this.tables = tables;
    this.partitions = partitions;
    this.horizon = horizon;
    this.arn = arn;
  }

  /** Every stream that can be read. */
  Stream<TableStream> streams() {
    return tables.tables().stream()
        .flatMap(table -> table.streams().stream().map(stream -> new TableStream(table, stream)))
        .filter(this::isKept);
  }

  /**
   * The stream with the name.
   *
   * @throws ResourceNotFoundException if there is none
   */
  TableStream stream(StreamId id) {
    return streams()
        .filter(stream -> stream.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ResourceNotFoundException(
                    "Requested resource not found: Stream: " + arn.apply(id) + " not found"));
  }

  /**
   * The stream that an iterator belongs to.
   *
   * @throws ResourceNotFoundException if it is not there any more
   */
  TableStream stream(ShardIterator iterator) {
    TableDefinition table = tables.table(iterator.table());
    if (table != null) {
      for (StreamDefinition definition : table.streams()) {
        TableStream stream = new TableStream(table, definition);
        if (definition.label().equals(iterator.label()) && isKept(stream)) {
          return stream;
        }
      }
    }
    throw ResourceNotFoundException.requestedResource();
  }

  /** The shards of a stream that can have something to read, in the order of their names. */
  List<Shard> shards(TableStream stream) {
    return lineage(stream).shards().stream().filter(this::isReadable).toList();
  }

  /**
   * The shard with the name.
   *
   * @throws ResourceNotFoundException if there is none
   */
  Shard shard(TableStream stream, ShardId id) {
    Shard shard = lineage(stream).find(id);
    if (shard == null || !isReadable(shard)) {
      throw noShard();
    }
    return shard;
  }

  /**
   * The shard that an iterator belongs to.
   *
   * @throws ResourceNotFoundException if it is not there any more
   */
  Shard shard(TableStream stream, ShardIterator iterator) {
    Shard shard = lineage(stream).find(iterator.openedMs(), iterator.partition());
    if (shard == null) {
      throw noShard();
    }
    return shard;
  }

  private boolean isReadable(Shard shard) {
    return shard.closedMs() >= horizon.sinceMs();
  }

  private boolean isKept(TableStream stream) {
    StreamDefinition.End end = stream.stream().end();
    return end == null || end.disabledMs() >= horizon.sinceMs();
  }

  private ShardLineage lineage(TableStream stream) {
    return new ShardLineage(stream, partitions);
  }

  private static ResourceNotFoundException noShard() {
    return new ResourceNotFoundException("Requested resource not found: Shard does not exist");
  }
}
