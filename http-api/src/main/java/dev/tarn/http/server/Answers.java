package dev.tarn.http.server;

import dev.tarn.http.protocol.AnswerWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes answers to the sockets of one event loop, with the headers that the service sends. */
final class Answers {
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");
  private static final CharSequence CRC_32 = HttpHeaders.createOptimized("x-amz-crc32");
  private static final CharSequence SERVER = HttpHeaders.createOptimized("Server");

  private final RequestIds requestIds = new RequestIds();
  private final CRC32 crc = new CRC32();
  private final AnswerBody body = new AnswerBody();
  private final HttpDate date = new HttpDate();

  /** Answers with an object; nothing is sent if the writer throws. */
  void sendJson(
      HttpServerRequest request, int status, CharSequence contentType, AnswerWriter writer) {
    body.write(writer);
    send(request, status, contentType, body.bytes(), body.length());
  }

  /** Answers with plain text. */
  void sendText(HttpServerRequest request, int status, CharSequence contentType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(request, status, contentType, bytes, bytes.length);
  }

  /** Answers with nothing but a status. */
  void sendEmpty(HttpServerRequest request, int status) {
    HttpServerResponse response = request.response();
    if (!response.closed() && !response.ended()) {
      response.setStatusCode(status);
      end(request, Buffer.buffer());
    }
  }

  /** Answers with a body that is written already. */
  void send(
      HttpServerRequest request, int status, CharSequence contentType, byte[] body, int length) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    byte[] sent = body;
    int sentLength = length;
    if (length >= Gzip.MIN_ANSWER_BYTES && takesGzip(request)) {
      sent = Gzip.deflate(body, length);
      sentLength = sent.length;
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    crc.reset();
    crc.update(sent, 0, sentLength);
    response.putHeader(CRC_32, HttpHeaders.createOptimized(Long.toString(crc.getValue())));
    end(request, Buffer.buffer(sentLength).appendBytes(sent, 0, sentLength));
  }

  /** Ends an answer that may have no body, with the headers of every answer. */
  void end(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    response
        .putHeader(REQUEST_ID, requestIds.next())
        .putHeader(SERVER, SERVER)
        .putHeader(HttpHeaders.DATE, date.now());
    Cors.allow(request);
    response.end(body);
  }

  private static boolean takesGzip(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && Gzip.isAccepted(accepted);
  }
}
