package dev.tarn.stream.delivery;

import dev.tarn.stream.trigger.Window;
import org.jspecify.annotations.Nullable;

/** What a lane wants done. */
sealed interface Move {
  /** The lane waits for what is under way, or for records. */
  Wait NOTHING = new Wait(Long.MAX_VALUE);

  /** Sends a batch; {@link Lane#answered} is told what became of it. */
  record Send(Batch batch, @Nullable Window window) implements Move {}

  /** Gives a batch up; {@link Lane#givenUp} or {@link Lane#notGivenUp} is told how that went. */
  record GiveUp(Batch batch) implements Move {}

  /** Asks again at a time, in milliseconds since 1970, if nothing happens before. */
  record Wait(long untilMs) implements Move {}
}
