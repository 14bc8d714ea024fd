package dev.tarn.http.webhook;

import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.Outcome.Failed;
import dev.tarn.stream.trigger.Outcome.Gone;
import dev.tarn.stream.trigger.Outcome.SlowDown;
import dev.tarn.stream.trigger.Outcome.Succeeded;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver has answered.
 *
 * @param status the HTTP status
 * @param retryAfter how long it wants to be left alone, or null if it does not say
 * @param functionError the header X-Amz-Function-Error: a Lambda function has failed, or null
 * @param body the whole body
 */
record ReceiverAnswer(
    int status, @Nullable Duration retryAfter, @Nullable String functionError, Buffer body) {
  private static final int GONE = 410;

  /** What the answer means for the delivery it answers. */
  Outcome outcome(Delivery delivery) {
    return isSuccess() ? BatchResponse.outcome(delivery, status, body.getBytes()) : failure();
  }

  /** What the answer means if nothing is expected of its body. */
  Outcome outcome() {
    return isSuccess() ? new Succeeded(status, null) : failure();
  }

  private boolean isSuccess() {
    return status / 100 == 2 && functionError == null;
  }

  private Outcome failure() {
    if (status / 100 == 2) {
      return new Failed(status, "the function failed: " + functionError);
    }
    String summary = HttpResponseStatus.valueOf(status).toString();
    if (status == GONE) {
      return new Gone(status, summary);
    }
    return wantsRest() ? new SlowDown(status, summary, retryAfter) : new Failed(status, summary);
  }

  private boolean wantsRest() {
    return switch (status) {
      case 429, 502, 503, 504 -> true;
      default -> status >= 400 && retryAfter != null;
    };
  }
}
