package dev.tarn.http.admin;

import dev.tarn.http.protocol.RequestedFailure;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Writes a failure rule as the JSON it was read from, and how often it was in force. */
final class FailureRuleWriter {
  private FailureRuleWriter() {}

  static JsonObject write(ArmedRule armed) {
    FailureRule rule = armed.rule();
    JsonObject json = new JsonObject().put("name", rule.name());
    if (!rule.operations().isEmpty()) {
      json.put("operations", new JsonArray(rule.operations().stream().sorted().toList()));
    }
    if (rule.table() != null) {
      json.put("table", rule.table());
    }
    write(json, rule.failure());
    if (rule.delayMs() > 0) {
      json.put("delayMs", rule.delayMs());
    }
    json.put("when", rule.afterwards() ? "after" : "before");
    write(json, rule.frequency());
    return json.put("matched", armed.matched()).put("fired", armed.fired());
  }

  private static void write(JsonObject json, Failure failure) {
    switch (failure) {
      case Failure.None none -> {}
      case Failure.InsteadOfAnswer instead -> write(json, instead.failure());
      case Failure.FirstParts part ->
          json.put("batch", new JsonObject().put("first", part.count()));
      case Failure.SomeParts part ->
          json.put("batch", new JsonObject().put("fraction", part.fraction()));
    }
  }

  private static void write(JsonObject json, RequestedFailure failure) {
    switch (failure) {
      case RequestedFailure.ServiceError error -> {
        json.put("error", error.name()).put("message", error.getMessage());
        if (!error.reasons().isEmpty()) {
          JsonArray reasons = new JsonArray();
          error.reasons().forEach(reason -> reasons.add(write(reason)));
          json.put("cancellationReasons", reasons);
        }
      }
      case RequestedFailure.EmptyAnswer empty -> json.put("status", empty.status());
      case RequestedFailure.DroppedConnection dropped -> json.put("dropConnection", true);
    }
  }

  private static JsonObject write(CancellationReason reason) {
    JsonObject json = new JsonObject().put("code", reason.code());
    return reason.message() == null ? json : json.put("message", reason.message());
  }

  private static void write(JsonObject json, Frequency frequency) {
    if (frequency.skip() > 0) {
      json.put("skip", frequency.skip());
    }
    if (frequency.times() != Frequency.ALWAYS) {
      json.put("times", frequency.times());
    }
    if (frequency.probability() < 1) {
      json.put("probability", frequency.probability()).put("seed", frequency.seed());
    }
  }
}
