package dev.tarn.http.rest.webhook;

import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestJson;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.http.webhook.HttpWebhookSender;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.Webhook;
import io.vertx.core.http.HttpMethod;

/** Sends an event without a change, and tells what came of it. */
record TestWebhook(Triggers triggers, HttpWebhookSender sender) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return "/webhooks/{webhook}/test";
  }

  @Override
  public void answer(RestExchange exchange) {
    Webhook webhook = triggers.webhook(exchange.path("webhook"));
    exchange.replyAfter(
        sender.sendTest(webhook), outcome -> RestAnswer.of(200, json -> write(json, outcome)));
  }

  private static void write(RestJson json, Outcome outcome) {
    json.bool("succeeded", outcome instanceof Outcome.Succeeded);
    json.number("status", outcome.status());
    json.string("summary", outcome.summary());
  }
}
