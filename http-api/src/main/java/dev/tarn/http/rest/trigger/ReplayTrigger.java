package dev.tarn.http.rest.trigger;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.rest.JsonBody;
import dev.tarn.http.rest.Members;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.trigger.ReplayPosition;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** Lets a trigger deliver again, from a position or a time. */
record ReplayTrigger(Triggers triggers, Arns arns) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return TriggerPath.TRIGGER + "/replay";
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public void answer(RestExchange exchange) {
    ReplayPosition position = position(exchange.body());
    exchange.replyAfter(
        triggers.replay(TriggerPath.trigger(exchange), position),
        trigger -> RestAnswer.of(200, json -> TriggerView.write(json, trigger, arns)));
  }

  private static ReplayPosition position(byte[] body) {
    Members members =
        Members.of(JsonBody.parse(body), Set.of("position", "sequenceNumber", "time"));
    if (members.object().values().size() != 1) {
      throw ProblemException.badRequest("Give position, sequenceNumber or time: one of them.");
    }
    String sequenceNumber = members.string("sequenceNumber");
    if (sequenceNumber != null) {
      return new ReplayPosition.At(SequenceNumber.parse(sequenceNumber));
    }
    String time = members.string("time");
    return time == null ? named(members.requiredString("position")) : since(time);
  }

  private static ReplayPosition named(String position) {
    return switch (position) {
      case "TRIM_HORIZON" -> new ReplayPosition.TrimHorizon();
      case "LATEST" -> new ReplayPosition.Latest();
      default ->
          throw ProblemException.badRequest("The member position must be TRIM_HORIZON or LATEST.");
    };
  }

  private static ReplayPosition since(String time) {
    try {
      return new ReplayPosition.Since(Instant.parse(time).toEpochMilli());
    } catch (DateTimeParseException e) {
      throw ProblemException.badRequest("The member time must be like 2026-01-31T12:00:00Z.");
    }
  }
}
