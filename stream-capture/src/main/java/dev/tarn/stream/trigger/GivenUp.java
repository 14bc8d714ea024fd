package dev.tarn.stream.trigger;

/**
 * Why a batch was given up: what a record of a failed invocation tells.
 *
 * @param condition why no more attempts were made
 * @param approximateInvokeCount how often the batch, or the one it was split from, was sent
 * @param lastResult what the last attempt ended in
 * @param givenUpMs when, in milliseconds since 1970
 */
public record GivenUp(
    Condition condition, int approximateInvokeCount, String lastResult, long givenUpMs) {
  /** Why no more attempts are made; {@link #toString} is the name on the wire. */
  public enum Condition {
    RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
    RECORD_AGE_EXCEEDED("RecordAgeExceeded");

    private final String wire;

    Condition(String wire) {
      this.wire = wire;
    }

    @Override
    public String toString() {
      return wire;
    }
  }
}
