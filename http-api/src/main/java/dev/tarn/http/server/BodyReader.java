package dev.tarn.http.server;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.RequestEntityTooLargeException;
import dev.tarn.kv.error.DynamoDbException.ThrottlingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects one request's body, and gives up as soon as it is larger than the service takes, or than
 * what the bodies of other requests leave of the heap.
 */
final class BodyReader {
  /** DynamoDB's limit on a request. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  /**
   * Bodies up to this size are not counted: nearly all, and the number of connections bounds them.
   */
  private static final int UNCOUNTED_BYTES = 64 * 1024;

  private final BodyBudget budget;
  private final Consumer<byte[]> whole;
  private final Consumer<DynamoDbException> refused;
  private @Nullable Buffer collected;
  private boolean growing;
  private long bytes;
  private long countedBytes;

  private BodyReader(
      BodyBudget budget, Consumer<byte[]> whole, Consumer<DynamoDbException> refused) {
    this.budget = budget;
    this.whole = whole;
    this.refused = refused;
  }

  /** Calls one of the two, once, on the request's event loop. */
  static void read(
      HttpServerRequest request,
      BodyBudget budget,
      Consumer<byte[]> whole,
      Consumer<DynamoDbException> refused) {
    BodyReader reader = new BodyReader(budget, whole, refused);
    if (announcesTooMuch(request)) {
      reader.giveUp(new RequestEntityTooLargeException());
    }
    request.handler(chunk -> reader.add(chunk, request));
    request.endHandler(end -> reader.finish());
  }

  private static boolean announcesTooMuch(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    // Nine digits may be too much or not; more are.
    return length != null
        && (length.length() > 9 || (length.length() > 7 && Long.parseLong(length) > MAX_BYTES));
  }

  private void add(Buffer chunk, HttpServerRequest request) {
    if (bytes > MAX_BYTES) {
      return;
    }
    bytes += chunk.length();
    if (bytes > MAX_BYTES) {
      giveUp(new RequestEntityTooLargeException());
    } else if (bytes > UNCOUNTED_BYTES && !count(request)) {
      giveUp(new ThrottlingException("Too many large requests at once. Try again."));
    } else {
      collected = collected == null ? chunk : growable(collected).appendBuffer(chunk);
    }
  }

  /** The bytes are given back when the request has its answer, or has lost its connection. */
  private boolean count(HttpServerRequest request) {
    long more = bytes - countedBytes;
    if (!budget.take(more)) {
      return false;
    }
    if (countedBytes == 0) {
      request.response().endHandler(end -> budget.giveBack(countedBytes));
    }
    countedBytes = bytes;
    return true;
  }

  /** Most bodies come in one chunk, which is then not copied. */
  private Buffer growable(Buffer soFar) {
    if (growing) {
      return soFar;
    }
    growing = true;
    return Buffer.buffer(2 * soFar.length()).appendBuffer(soFar);
  }

  private void giveUp(DynamoDbException error) {
    bytes = Long.MAX_VALUE;
    collected = null;
    refused.accept(error);
  }

  private void finish() {
    if (bytes <= MAX_BYTES) {
      whole.accept(collected == null ? new byte[0] : collected.getBytes());
    }
  }
}
