package dev.tarn.stream.trigger;

import dev.tarn.stream.record.SequenceNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a trigger's dead letters.
 *
 * @param letters in the order of their changes
 * @param lastEvaluated what the next page starts after, or null if there is none
 */
public record DeadLetterPage(List<DeadLetter> letters, @Nullable SequenceNumber lastEvaluated) {}
