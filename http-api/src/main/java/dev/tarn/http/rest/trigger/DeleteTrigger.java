package dev.tarn.http.rest.trigger;

import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;

/** Deletes a trigger with its checkpoints and dead letters. */
record DeleteTrigger(Triggers triggers) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.DELETE;
  }

  @Override
  public String path() {
    return TriggerPath.TRIGGER;
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.replyAfter(
        triggers.delete(TriggerPath.trigger(exchange)), trigger -> RestAnswer.empty(204));
  }
}
