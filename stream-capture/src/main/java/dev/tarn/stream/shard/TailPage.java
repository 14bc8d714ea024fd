package dev.tarn.stream.shard;

import dev.tarn.stream.record.StreamRecord;
import java.util.List;

/**
 * A page of a whole stream.
 *
 * @param records of all shards, in the order of their sequence numbers; may be empty
 * @param nextSequenceNumber where to go on
 * @param ended whether the stream is disabled and was read to its end
 */
public record TailPage(List<StreamRecord> records, long nextSequenceNumber, boolean ended) {}
