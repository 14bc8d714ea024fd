package dev.tarn.http.rest.trigger;

import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.trigger.DeadLetter;
import io.vertx.core.http.HttpMethod;
import java.util.UUID;

/** Tells of a dead letter. */
record GetDeadLetter(Triggers triggers) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return TriggerPath.DEAD_LETTER;
  }

  @Override
  public void answer(RestExchange exchange) {
    UUID trigger = TriggerPath.trigger(exchange);
    SequenceNumber sequenceNumber = TriggerPath.sequenceNumber(exchange);
    exchange.offload(
        () -> {
          DeadLetter letter = triggers.deadLetter(trigger, sequenceNumber);
          exchange.reply(200, json -> DeadLetterView.write(json, letter));
        });
  }
}
