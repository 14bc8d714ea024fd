package dev.tarn.http.lambda;

import dev.tarn.http.operation.Arns;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.trigger.StartingPosition;
import dev.tarn.stream.trigger.TriggerSettings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Creates a trigger: the changes of a stream go to a webhook. */
record CreateEventSourceMapping(Triggers triggers, Arns arns) implements LambdaOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return ALL;
  }

  @Override
  public int status() {
    return 202;
  }

  @Override
  public CompletionStage<JsonObject> answer(LambdaRequest request) {
    Parameters given = new Parameters(request.body());
    MappingParameters parameters = new MappingParameters(request.body());
    String webhook = required("functionName", parameters.webhook());
    StreamId stream = Arns.streamId(required("eventSourceArn", given.string("EventSourceArn")));
    StartingPosition position =
        position(required("startingPosition", given.string("StartingPosition")));
    TriggerSettings settings = parameters.applyTo(TriggerSettings.of(webhook));
    return triggers
        .create(stream, position, settings)
        .thenApply(trigger -> MappingConfiguration.of(trigger, arns));
  }

  private static StartingPosition position(String name) {
    try {
      return StartingPosition.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new ValidationException(
          "StartingPosition of a DynamoDB stream is TRIM_HORIZON or LATEST, not " + name);
    }
  }

  private static String required(String member, @Nullable String value) {
    if (value == null) {
      throw new ValidationException(
          "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(member));
    }
    return value;
  }
}
