package dev.tarn.stream.delivery;

import dev.tarn.stream.trigger.Window;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A tumbling window that has had a record.
 *
 * @param startMs where it begins, in milliseconds since 1970
 * @param state what the last answer had as its state, or null before the first
 * @param terminated whether the state grew too large, so that it ends now
 */
record OpenWindow(long startMs, @Nullable String state, boolean terminated) {
  static OpenWindow at(long startMs) {
    return new OpenWindow(startMs, null, false);
  }

  OpenWindow withState(String answered) {
    int bytes = answered.getBytes(StandardCharsets.UTF_8).length;
    return new OpenWindow(startMs, answered, bytes > Window.MAX_STATE_BYTES);
  }

  /** The window of a delivery. */
  Window toWindow(long lengthMs, boolean isFinalInvoke) {
    return new Window(
        startMs, startMs + lengthMs, state, isFinalInvoke, isFinalInvoke && terminated);
  }
}
