package dev.tarn.stream.trigger;

import dev.tarn.stream.shard.StreamId;
import java.util.UUID;

/**
 * An event source mapping as it is at one moment: a stream's changes go to a webhook.
 *
 * @param uuid UUID: its name
 * @param stream EventSourceArn: the stream it follows, through all of its shards
 * @param startingPosition StartingPosition: where it began
 * @param settings what can be changed
 * @param state State
 * @param stateTransitionReason StateTransitionReason: who made the last change, or what went wrong
 * @param lastModifiedMs LastModified, in milliseconds since 1970
 * @param lastProcessingResult LastProcessingResult: "No records processed", "OK", or "PROBLEM: "
 *     and what it is
 */
public record Trigger(
    UUID uuid,
    StreamId stream,
    StartingPosition startingPosition,
    TriggerSettings settings,
    TriggerState state,
    String stateTransitionReason,
    long lastModifiedMs,
    String lastProcessingResult) {}
