package dev.tarn.http.lambda;

import dev.tarn.kv.error.DynamoDbException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** One operation of Lambda's API: a method of a path. */
interface LambdaOperation {
  /** The mappings. */
  String ALL = "/event-source-mappings";

  /** One mapping. */
  String ONE = "/event-source-mappings/:" + LambdaRequest.UUID;

  HttpMethod method();

  /** The path below the API's version. */
  String path();

  /** The HTTP status of success. */
  int status();

  /**
   * Answers a request, on a worker.
   *
   * @return completed on any thread; fails with a {@link DynamoDbException} that is the answer
   * @throws DynamoDbException that is the answer
   */
  CompletionStage<JsonObject> answer(LambdaRequest request);
}
