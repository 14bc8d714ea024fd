package dev.tarn.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it goes over the wire.
 *
 * @param operation what is asked for
 * @param method the HTTP method
 * @param path the request's target
 * @param headers by name, without the length
 * @param body the bytes behind the headers
 * @param framing how the body's end is told
 * @param spoken whether it is an exchange of the protocol, whose answer is JSON, whatever it asks
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record WireRequest(
    String operation,
    String method,
    String path,
    Map<String, String> headers,
    byte[] body,
    Framing framing,
    boolean spoken) {

  /** How the end of a body is told. */
  enum Framing {
    LENGTH,
    CHUNKED,
    NONE
  }

  /** The service reads no more, and closes the connection while the rest is on its way. */
  private static final int MAX_BODY_BYTES = 16 << 20;

  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=anyone/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host;x-amz-date;x-amz-target, Signature=0123456789abcdef";

  /** A request as an SDK sends it, signed in form. */
  static WireRequest post(String operation, String target, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "localhost");
    headers.put("Content-Type", "application/x-amz-json-1.0");
    headers.put("X-Amz-Date", "20260101T000000Z");
    headers.put("X-Amz-Target", target);
    headers.put("Authorization", AUTHORIZATION);
    boolean spoken = body.length <= MAX_BODY_BYTES;
    return new WireRequest(operation, "POST", "/", headers, body, Framing.LENGTH, spoken);
  }

  WireRequest with(String header, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(header, value);
    return new WireRequest(operation, method, path, changed, body, framing, spoken);
  }

  WireRequest without(String header) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.remove(header);
    return new WireRequest(operation, method, path, changed, body, framing, spoken);
  }

  WireRequest withBody(byte[] changed) {
    return new WireRequest(operation, method, path, headers, changed, framing, spoken);
  }

  WireRequest framed(Framing changed) {
    return new WireRequest(operation, method, path, headers, body, changed, spoken);
  }

  /** Another method or path, or anything else that HTTP alone has to answer. */
  WireRequest unspoken(String otherMethod, String otherPath) {
    return new WireRequest(operation, otherMethod, otherPath, headers, body, framing, false);
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    switch (framing) {
      case LENGTH -> head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      case CHUNKED -> head.append("Transfer-Encoding: chunked\r\n\r\n");
      case NONE -> head.append("\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    writeBody(bytes);
    return bytes.toByteArray();
  }

  private void writeBody(ByteArrayOutputStream bytes) {
    if (framing != Framing.CHUNKED) {
      bytes.writeBytes(body);
      return;
    }
    int half = body.length / 2;
    writeChunk(bytes, 0, half);
    writeChunk(bytes, half, body.length);
    bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  /** An empty chunk would be the end. */
  private void writeChunk(ByteArrayOutputStream bytes, int from, int to) {
    if (from < to) {
      String length = Integer.toHexString(to - from).toUpperCase(Locale.ROOT) + "\r\n";
      bytes.writeBytes(length.getBytes(StandardCharsets.ISO_8859_1));
      bytes.write(body, from, to - from);
      bytes.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** The request in a few lines of ASCII, cut where it is very long. */
  String describe() {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes()) {
      text.append((b >= ' ' && b < 127) || b == '\n' ? (char) b : escaped(b));
      if (text.length() > 8_000) {
        return text + "... (" + body.length + " bytes)";
      }
    }
    return text.toString();
  }

  private static String escaped(byte b) {
    return b == '\r' ? "" : String.format(Locale.ROOT, "\\x%02x", b);
  }
}
