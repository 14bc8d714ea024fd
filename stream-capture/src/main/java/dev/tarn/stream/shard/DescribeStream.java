package dev.tarn.stream.shard;

import dev.tarn.partitioner.ShardId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operation DescribeStream. */
final class DescribeStream {
  private final StreamDirectory directory;

  DescribeStream(StreamDirectory directory) {
    this.directory = directory;
  }

  StreamDescription describe(StreamId id, @Nullable ShardId exclusiveStart, int limit) {
    TableStream stream = directory.stream(id);
    List<Shard> found =
        directory.shards(stream).stream()
            .filter(
                shard ->
                    exclusiveStart == null
                        || shard.id().value().compareTo(exclusiveStart.value()) > 0)
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<Shard> page = more ? found.subList(0, limit) : found;
    return new StreamDescription(
        stream,
        stream.stream().enabled() ? StreamStatus.ENABLED : StreamStatus.DISABLED,
        page,
        more ? page.getLast().id() : null);
  }
}
