package dev.tarn.http.rest.trigger;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;

/** Lets a trigger go on. */
record ResumeTrigger(Triggers triggers, Arns arns) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return TriggerPath.TRIGGER + "/resume";
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.replyAfter(
        triggers.resume(TriggerPath.trigger(exchange)),
        trigger -> RestAnswer.of(200, json -> TriggerView.write(json, trigger, arns)));
  }
}
