package dev.tarn.http.rest.trigger;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestJson;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.Trigger;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/** Lists triggers in the order of their ids: all, or those of a table or a webhook. */
record ListTriggers(Triggers triggers, Database database) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/triggers";
  }

  @Override
  public Set<String> queryParameters() {
    return Set.of("table", "webhook");
  }

  @Override
  public void answer(RestExchange exchange) {
    String table = exchange.query().get("table");
    List<Trigger> matching =
        triggers.list(null, exchange.query().get("webhook")).stream()
            .filter(trigger -> table == null || trigger.stream().table().toString().equals(table))
            .toList();
    exchange.reply(200, json -> write(json, matching));
  }

  private void write(RestJson json, List<Trigger> matching) {
    json.startArray("triggers");
    for (Trigger trigger : matching) {
      json.startObject();
      TriggerView.write(json, trigger, database.arns());
      json.endObject();
    }
    json.endArray();
  }
}
