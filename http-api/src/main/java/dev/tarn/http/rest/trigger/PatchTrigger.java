package dev.tarn.http.rest.trigger;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;

/** Changes a trigger; it goes on where it is. */
record PatchTrigger(Triggers triggers, Arns arns) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.PATCH;
  }

  @Override
  public String path() {
    return TriggerPath.TRIGGER;
  }

  @Override
  public String mediaType() {
    return "application/merge-patch+json";
  }

  @Override
  public void answer(RestExchange exchange) {
    TriggerDocument document = TriggerDocument.of(exchange.body());
    exchange.replyAfter(
        triggers.update(TriggerPath.trigger(exchange), document::applyTo),
        trigger -> RestAnswer.of(200, json -> TriggerView.write(json, trigger, arns)));
  }
}
