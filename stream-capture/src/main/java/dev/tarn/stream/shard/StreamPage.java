package dev.tarn.stream.shard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of streams.
 *
 * @param streams the streams, in the order of their names
 * @param lastEvaluated where the next page starts after, or null if there is none
 */
public record StreamPage(List<StreamId> streams, @Nullable StreamId lastEvaluated) {}
