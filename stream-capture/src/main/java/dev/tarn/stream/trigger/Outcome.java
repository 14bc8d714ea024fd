package dev.tarn.stream.trigger;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a delivery. */
public sealed interface Outcome {
  /** The HTTP status of the answer, or 0 if there was none. */
  int status();

  /** In a few words, for people: such as "200", "500 Internal Server Error" or "timeout". */
  String summary();

  /**
   * All records were processed: a 2xx whose answer names no failures.
   *
   * @param state the JSON text of the answer's "state"; null if it has none or none was asked for
   */
  record Succeeded(int status, @Nullable String state) implements Outcome {
    @Override
    public String summary() {
      return Integer.toString(status);
    }
  }

  /**
   * A 2xx whose answer has a list of batchItemFailures. It counts as a success if the trigger does
   * not report such failures, and as a failure if an identifier is none of the batch's.
   *
   * @param itemIdentifiers each failed record's SequenceNumber as text, as the answer has it
   * @param state as of {@link Succeeded}
   */
  record PartlyFailed(int status, List<String> itemIdentifiers, @Nullable String state)
      implements Outcome {
    @Override
    public String summary() {
      return status + ", " + itemIdentifiers.size() + " records failed";
    }
  }

  /** The whole batch failed: another status, a bad answer, or none in time. */
  record Failed(int status, String summary) implements Outcome {}

  /**
   * The receiver cannot take it now (429, 502, 503, 504, a Retry-After): does not count as a retry,
   * and slows down the whole trigger.
   *
   * @param retryAfter how long the receiver wants to be left alone, or null if it does not say
   */
  record SlowDown(int status, String summary, @Nullable Duration retryAfter) implements Outcome {}

  /** The receiver wants nothing any more (410): the trigger is disabled. */
  record Gone(int status, String summary) implements Outcome {}
}
