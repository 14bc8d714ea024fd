package dev.tarn.http.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects one request's body, and gives up as soon as it is larger than the service takes. */
final class BodyReader {
  /** DynamoDB's limit on a request. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  private final Consumer<byte[]> whole;
  private final Runnable tooLarge;
  private @Nullable Buffer collected;
  private boolean growing;
  private long bytes;

  private BodyReader(Consumer<byte[]> whole, Runnable tooLarge) {
    this.whole = whole;
    this.tooLarge = tooLarge;
  }

  /** Calls one of the two, once, on the request's event loop. */
  static void read(HttpServerRequest request, Consumer<byte[]> whole, Runnable tooLarge) {
    BodyReader reader = new BodyReader(whole, tooLarge);
    if (announcesTooMuch(request)) {
      reader.giveUp();
    }
    request.handler(reader::add);
    request.endHandler(end -> reader.finish());
  }

  private static boolean announcesTooMuch(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    // Nine digits may be too much or not; more are.
    return length != null
        && (length.length() > 9 || (length.length() > 7 && Long.parseLong(length) > MAX_BYTES));
  }

  private void add(Buffer chunk) {
    if (bytes > MAX_BYTES) {
      return;
    }
    bytes += chunk.length();
    if (bytes > MAX_BYTES) {
      giveUp();
    } else {
      collected = collected == null ? chunk : growable(collected).appendBuffer(chunk);
    }
  }

  /** Most bodies come in one chunk, which is then not copied. */
  private Buffer growable(Buffer soFar) {
    if (growing) {
      return soFar;
    }
    growing = true;
    return Buffer.buffer(2 * soFar.length()).appendBuffer(soFar);
  }

  private void giveUp() {
    bytes = Long.MAX_VALUE;
    collected = null;
    tooLarge.run();
  }

  private void finish() {
    if (bytes <= MAX_BYTES) {
      whole.accept(collected == null ? new byte[0] : collected.getBytes());
    }
  }
}
