/**
 * DynamoDB Streams over the log: streams, their shards, iterators, and the four operations. {@link
 * dev.tarn.stream.shard.Streams} is the way in.
 */
@NullMarked
package dev.tarn.stream.shard;

import org.jspecify.annotations.NullMarked;
