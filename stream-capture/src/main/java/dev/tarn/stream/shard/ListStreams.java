package dev.tarn.stream.shard;

import dev.tarn.kv.table.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operation ListStreams: streams in the order of their names. */
final class ListStreams {
  private final StreamDirectory directory;

  ListStreams(StreamDirectory directory) {
    this.directory = directory;
  }

  StreamPage list(@Nullable TableName table, @Nullable StreamId exclusiveStart, int limit) {
    List<StreamId> found =
        directory
            .streams()
            .map(TableStream::id)
            .filter(id -> table == null || id.table().equals(table))
            .filter(id -> exclusiveStart == null || id.compareTo(exclusiveStart) > 0)
            .sorted()
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<StreamId> page = more ? found.subList(0, limit) : found;
    return new StreamPage(page, more ? page.getLast() : null);
  }
}
