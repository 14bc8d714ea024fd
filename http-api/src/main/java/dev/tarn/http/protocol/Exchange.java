package dev.tarn.http.protocol;

/**
 * One request's answer, given exactly once and from any thread: what is said after the first answer
 * is ignored.
 */
public interface Exchange {
  /**
   * Answers with status 200 and the members that the writer writes. The writer runs at once if this
   * is called on the exchange's event loop or from {@linkplain #offload offloaded} work, else later
   * on the event loop.
   */
  void reply(AnswerWriter writer);

  /**
   * Answers with an error: a {@link dev.tarn.kv.error.DynamoDbException} as itself, a {@link
   * RequestedFailure} as it asks, anything else as a fault of the server's, which is logged.
   */
  void fail(Throwable error);

  /**
   * Runs long work on a bounded pool of workers, from where it answers. What it throws is passed to
   * {@link #fail}; when the pool and its queue are full the client is asked to try again.
   */
  void offload(Runnable work);

  /**
   * Whether the next part of a batch is to be done: asked once for each part, in their order. What
   * is not done stays unprocessed, as when the server has no room for it.
   */
  default boolean takesNextPart() {
    return true;
  }
}
