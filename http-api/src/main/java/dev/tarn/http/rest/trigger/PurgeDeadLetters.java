package dev.tarn.http.rest.trigger;

import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;

/** Removes all dead letters of a trigger. */
record PurgeDeadLetters(Triggers triggers) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.DELETE;
  }

  @Override
  public String path() {
    return TriggerPath.DEAD_LETTERS;
  }

  @Override
  public void answer(RestExchange exchange) {
    exchange.replyAfter(
        triggers.purgeDeadLetters(TriggerPath.trigger(exchange), null),
        count -> RestAnswer.of(200, json -> json.number("removed", count)));
  }
}
