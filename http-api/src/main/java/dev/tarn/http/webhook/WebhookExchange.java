package dev.tarn.http.webhook;

import dev.tarn.http.webhook.TargetAddresses.RefusedAddressException;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.Outcome.Failed;
import dev.tarn.stream.trigger.Outcome.SlowDown;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request to a webhook and its answer, on one event loop: finds the address, signs, posts,
 * reads the answer, all within the webhook's timeout.
 */
final class WebhookExchange {
  /** Lambda's limit on what a function answers. */
  static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;

  private static final int MOST_SUMMARY_CHARACTERS = 200;
  private static final long CANCEL = 8;

  private final WebhookRequest target;
  private final TargetAddresses addresses;
  private final HttpClient client;
  private final InstantSource clock;
  private @Nullable HttpClientRequest request;
  private boolean over;
  private int status;

  WebhookExchange(
      WebhookRequest target, TargetAddresses addresses, HttpClient client, InstantSource clock) {
    this.target = target;
    this.addresses = addresses;
    this.client = client;
    this.clock = clock;
  }

  /** Runs the exchange; the future never fails. */
  Future<Outcome> run(Function<ReceiverAnswer, Outcome> meaning) {
    return addresses
        .locate(target.host(), target.attempt())
        .compose(address -> client.request(target.optionsAt(address)))
        .compose(this::post)
        .compose(this::read)
        .map(meaning)
        .timeout(target.webhook().timeoutSeconds(), TimeUnit.SECONDS)
        .otherwise(this::failure);
  }

  private Future<HttpClientResponse> post(HttpClientRequest opened) {
    if (over) {
      opened.reset(CANCEL);
      return Future.failedFuture(new IOException("too late"));
    }
    request = opened;
    long timestampS = clock.instant().getEpochSecond();
    StandardSignature signature =
        new StandardSignature(target.id(), timestampS, target.body().getBytes());
    return opened
        .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaderNames.USER_AGENT, "Tarn")
        .putHeader("webhook-id", target.id())
        .putHeader("webhook-timestamp", Long.toString(timestampS))
        .putHeader("webhook-signature", signature.by(target.webhook().secrets()))
        .send(target.body());
  }

  private Future<ReceiverAnswer> read(HttpClientResponse response) {
    status = response.statusCode();
    Instant now = clock.instant();
    return body(response)
        .map(
            body ->
                new ReceiverAnswer(
                    status,
                    RetryAfter.parse(response.getHeader(HttpHeaderNames.RETRY_AFTER), now),
                    response.getHeader("x-amz-function-error"),
                    body));
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > MAX_ANSWER_BYTES) {
            whole.tryFail(new IOException("the answer is larger than 6 MB"));
          } else {
            body.appendBuffer(chunk);
          }
        });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    return whole.future();
  }

  private Outcome failure(Throwable cause) {
    over = true;
    if (request != null) {
      request.reset(CANCEL);
    }
    String summary = summary(cause);
    // What has not reached the receiver is not its failure.
    return request != null || cause instanceof RefusedAddressException
        ? new Failed(status, summary)
        : new SlowDown(0, summary, null);
  }

  private String summary(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return (request == null ? "no connection within " : "no answer within ")
          + target.webhook().timeoutSeconds()
          + " s";
    }
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.substring(0, Math.min(message.length(), MOST_SUMMARY_CHARACTERS));
  }
}
