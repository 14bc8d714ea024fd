package dev.tarn.stream.shard;

import dev.tarn.partitioner.ShardId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operation DescribeStream. */
final class DescribeStream {
  private final StreamDirectory directory;
  private final InstantSource clock;
  private final long switchDelayMs;

  DescribeStream(StreamDirectory directory, InstantSource clock, Duration switchDelay) {
    this.directory = directory;
    this.clock = clock;
    this.switchDelayMs = switchDelay.toMillis();
  }

  StreamDescription describe(
      StreamId id, @Nullable ShardId childrenOf, @Nullable ShardId exclusiveStart, int limit) {
    TableStream stream = directory.stream(id);
    if (childrenOf != null) {
      directory.shard(stream, childrenOf);
    }
    List<Shard> found =
        directory.shards(stream).stream()
            .filter(shard -> childrenOf == null || childrenOf.equals(shard.parentId()))
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
        StreamStatus.of(stream.stream(), clock.millis(), switchDelayMs),
        page,
        more ? page.getLast().id() : null);
  }
}
