package dev.tarn.stream.shard;

import dev.tarn.stream.record.StreamRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of records.
 *
 * @param records in order; may be empty though more follow
 * @param nextShardIterator where to go on, or null if the shard is closed and was read to its end
 */
public record RecordPage(List<StreamRecord> records, @Nullable String nextShardIterator) {}
