package dev.tarn.http.lambda;

import dev.tarn.http.operation.Arns;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** Changes a trigger: what is not given stays as it is. */
record UpdateEventSourceMapping(Triggers triggers, Arns arns) implements LambdaOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.PUT;
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
    MappingParameters parameters = new MappingParameters(request.body());
    return triggers
        .update(request.trigger(), parameters::applyTo)
        .thenApply(trigger -> MappingConfiguration.of(trigger, arns));
  }
}
