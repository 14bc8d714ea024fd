package dev.tarn.http.rest.trigger;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;

/** Stops a trigger where it is. */
record PauseTrigger(Triggers triggers, Arns arns) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return TriggerPath.TRIGGER + "/pause";
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.replyAfter(
        triggers.pause(TriggerPath.trigger(exchange)),
        trigger -> RestAnswer.of(200, json -> TriggerView.write(json, trigger, arns)));
  }
}
