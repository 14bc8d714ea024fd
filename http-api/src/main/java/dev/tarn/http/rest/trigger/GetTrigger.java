package dev.tarn.http.rest.trigger;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.TriggerMetrics;
import io.vertx.core.http.HttpMethod;

/** Describes a trigger, and how it has done. */
record GetTrigger(Triggers triggers, Arns arns) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return TriggerPath.TRIGGER;
  }

  @Override
  public void answer(RestExchange exchange) {
    Trigger trigger = triggers.get(TriggerPath.trigger(exchange));
    TriggerMetrics metrics = triggers.metrics(trigger.uuid());
    exchange.reply(
        200,
        json -> {
          TriggerView.write(json, trigger, arns);
          TriggerView.writeMetrics(json, metrics);
        });
  }
}
