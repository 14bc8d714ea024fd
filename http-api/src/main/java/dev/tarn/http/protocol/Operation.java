package dev.tarn.http.protocol;

/** One operation of the API: takes a decoded input and answers it, now or later. */
public interface Operation {
  /** The operation's name on the wire, such as {@code PutItem}. */
  String name();

  /**
   * Answers one request. Called on an event loop with an input whose types and constraints hold:
   * must not block.
   *
   * <p>A {@link dev.tarn.kv.error.DynamoDbException} thrown from here is the answer; anything else
   * thrown is answered as a fault of the server's.
   */
  void answer(Structure input, Exchange exchange);
}
