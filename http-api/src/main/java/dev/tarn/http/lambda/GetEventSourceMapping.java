package dev.tarn.http.lambda;

import dev.tarn.http.operation.Arns;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells how a trigger is set and how it is. */
record GetEventSourceMapping(Triggers triggers, Arns arns) implements LambdaOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return ONE;
  }

  @Override
  public int status() {
    return 200;
  }

  @Override
  public CompletionStage<JsonObject> answer(LambdaRequest request) {
    return CompletableFuture.completedFuture(
        MappingConfiguration.of(triggers.get(request.trigger()), arns));
  }
}
