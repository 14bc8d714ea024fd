package dev.tarn.stream.trigger;

import org.jspecify.annotations.Nullable;

/**
 * The tumbling window that a delivery belongs to.
 *
 * @param startMs where it begins, in milliseconds since 1970: a multiple of its length
 * @param endMs where it ends, itself not in it
 * @param state the JSON text that the window's last answer had as its "state", or null for {@code
 *     {}} at its first delivery
 * @param isFinalInvoke isFinalInvokeForWindow: the delivery has no records, and ends the window
 * @param isTerminatedEarly isWindowTerminatedEarly: it is ended because its state grew too large
 */
public record Window(
    long startMs,
    long endMs,
    @Nullable String state,
    boolean isFinalInvoke,
    boolean isTerminatedEarly) {
  /** The largest state in bytes (Lambda developer guide, stateful stream processing). */
  public static final int MAX_STATE_BYTES = 1 << 20;
}
