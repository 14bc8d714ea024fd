package dev.tarn.http.rest.trigger;

import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.stream.record.SequenceNumber;
import java.util.UUID;

/** The names in the paths of triggers. */
final class TriggerPath {
  static final String TRIGGER = "/triggers/{trigger}";
  static final String DEAD_LETTERS = TRIGGER + "/dead-letters";
  static final String DEAD_LETTER = DEAD_LETTERS + "/{sequenceNumber}";

  private TriggerPath() {}

  /**
   * The trigger that a path names.
   *
   * @throws ProblemException if no trigger has such a name
   */
  static UUID trigger(RestExchange exchange) {
    try {
      return UUID.fromString(exchange.path("trigger"));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("There is no such trigger: its id is a UUID.");
    }
  }

  static SequenceNumber sequenceNumber(RestExchange exchange) {
    return SequenceNumber.parse(exchange.path("sequenceNumber"));
  }
}
