package dev.tarn.http.rest.trigger;

import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestJson;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.trigger.DeadLetter;
import dev.tarn.stream.trigger.DeadLetterPage;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.UUID;

/** Lists a trigger's dead letters in the order of their changes. */
record ListDeadLetters(Triggers triggers) implements RestOperation {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return TriggerPath.DEAD_LETTERS;
  }

  @Override
  public Set<String> queryParameters() {
    return Set.of("limit", "cursor");
  }

  @Override
  public void answer(RestExchange exchange) {
    UUID trigger = TriggerPath.trigger(exchange);
    int limit = exchange.query().integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    String cursor = exchange.query().get("cursor");
    SequenceNumber after = cursor == null ? null : SequenceNumber.parse(cursor);
    exchange.offload(
        () -> {
          DeadLetterPage page = triggers.deadLetters(trigger, after, limit);
          exchange.reply(200, json -> write(json, page));
        });
  }

  private static void write(RestJson json, DeadLetterPage page) {
    json.startArray("deadLetters");
    for (DeadLetter letter : page.letters()) {
      json.startObject();
      DeadLetterView.write(json, letter);
      json.endObject();
    }
    json.endArray();
    if (page.lastEvaluated() != null) {
      json.string("cursor", page.lastEvaluated().toString());
    }
  }
}
