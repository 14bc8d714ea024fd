package dev.tarn.http.rest.trigger;

import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;

/** Sends a dead letter again, and removes it if it is processed. */
record ReplayDeadLetter(Triggers triggers) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return TriggerPath.DEAD_LETTER + "/replay";
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.replyAfter(
        triggers.replayDeadLetters(
            TriggerPath.trigger(exchange), TriggerPath.sequenceNumber(exchange)),
        count -> RestAnswer.of(200, json -> json.number("processed", count)));
  }
}
