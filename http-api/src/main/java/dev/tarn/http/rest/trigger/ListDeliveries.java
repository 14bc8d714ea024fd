package dev.tarn.http.rest.trigger;

import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestJson;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.DeliveryReport;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;

/** Lists a trigger's last deliveries, the newest first. */
record ListDeliveries(Triggers triggers) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return TriggerPath.TRIGGER + "/deliveries";
  }

  @Override
  public void answer(RestExchange exchange) {
    List<DeliveryReport> reports = triggers.deliveries(TriggerPath.trigger(exchange));
    exchange.reply(
        200,
        json -> {
          json.startArray("deliveries");
          reports.forEach(report -> write(json, report));
          json.endArray();
        });
  }

  private static void write(RestJson json, DeliveryReport report) {
    json.startObject();
    json.string("webhookId", report.webhookId());
    json.number("attempt", report.attempt());
    json.string("started", Instant.ofEpochMilli(report.startedMs()).toString());
    json.number("latencyMs", report.latencyMs());
    if (!report.firstSequenceNumber().isEmpty()) {
      json.string("firstSequenceNumber", report.firstSequenceNumber());
    }
    json.number("records", report.records());
    json.number("status", report.status());
    json.bool("succeeded", report.succeeded());
    json.string("summary", report.summary());
    json.endObject();
  }
}
