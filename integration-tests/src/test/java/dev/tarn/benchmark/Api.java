package dev.tarn.benchmark;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** A server's APIs, called with as little work as possible: bodies are passed as they are. */
final class Api {
  private final HttpClientAgent client;
  private final URI endpoint;

  Api(Vertx vertx, URI endpoint) {
    this.endpoint = endpoint;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setTcpNoDelay(true), new PoolOptions().setHttp1MaxSize(64));
  }

  /** Calls an operation of DynamoDB or DynamoDBStreams; fails unless the answer's status is 200. */
  Future<Buffer> call(String service, String operation, String body) {
    RequestOptions request =
        request()
            .setMethod(HttpMethod.POST)
            .setURI("/")
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("X-Amz-Target", service + "_20120810." + operation)
            .putHeader("X-Amz-Date", "20260101T000000Z")
            .putHeader(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/dynamodb/aws4_request, "
                    + "SignedHeaders=host;x-amz-date;x-amz-target, Signature=0");
    return send(request, body);
  }

  /** Calls the REST API; fails unless the answer's status says success. */
  Future<Buffer> rest(HttpMethod method, String path, String body) {
    return send(
        request().setMethod(method).setURI(path).putHeader("Content-Type", "application/json"),
        body);
  }

  private RequestOptions request() {
    return new RequestOptions().setHost(endpoint.getHost()).setPort(endpoint.getPort());
  }

  private Future<Buffer> send(RequestOptions request, String body) {
    return client
        .request(request)
        .compose(sent -> sent.send(body))
        .compose(
            answer ->
                answer.statusCode() / 100 == 2
                    ? answer.body()
                    : answer
                        .body()
                        .compose(
                            error -> Future.failedFuture(request.getURI() + " answered " + error)));
  }
}
