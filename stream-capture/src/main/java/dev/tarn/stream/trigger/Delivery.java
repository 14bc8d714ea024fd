package dev.tarn.stream.trigger;

import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.record.StreamRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to send a batch.
 *
 * @param webhook where it goes: the trigger's webhook, or that of its OnFailure
 * @param trigger the trigger, as it was when the batch was made
 * @param shard the shard of the batch's first record, or the open one if there is no record
 * @param webhookId webhook-id: equal on each attempt of the same batch
 * @param attempt 1 for the first
 * @param records in order; empty only at the end of a window; one for {@link PayloadFormat#PLAIN}
 * @param window the tumbling window, or null if the trigger has none: then an answer needs no state
 * @param givenUp why the batch was given up if it goes to OnFailure, else null
 */
public record Delivery(
    Webhook webhook,
    Trigger trigger,
    ShardId shard,
    String webhookId,
    int attempt,
    List<StreamRecord> records,
    @Nullable Window window,
    @Nullable GivenUp givenUp) {}
