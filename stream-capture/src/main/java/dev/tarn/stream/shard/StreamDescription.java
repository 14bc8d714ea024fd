package dev.tarn.stream.shard;

import dev.tarn.partitioner.ShardId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream with a page of its shards.
 *
 * @param stream the stream and its table
 * @param status whether it takes records
 * @param shards the shards, in the order of their names
 * @param lastEvaluated where the next page starts after, or null if there is none
 */
public record StreamDescription(
    TableStream stream, StreamStatus status, List<Shard> shards, @Nullable ShardId lastEvaluated) {}
