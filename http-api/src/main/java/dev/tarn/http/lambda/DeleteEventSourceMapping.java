package dev.tarn.http.lambda;

import dev.tarn.http.operation.Arns;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** Deletes a trigger. */
record DeleteEventSourceMapping(Triggers triggers, Arns arns) implements LambdaOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.DELETE;
  }

  @Override
  public String path() {
    return ONE;
  }

  @Override
  public int status() {
    return 202;
  }

  @Override
  public CompletionStage<JsonObject> answer(LambdaRequest request) {
    return triggers
        .delete(request.trigger())
        .thenApply(trigger -> MappingConfiguration.of(trigger, arns));
  }
}
