package dev.tarn.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** An answer as it came over the wire; the names of headers are in lower case. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record WireAnswer(int status, Map<String, String> headers, byte[] body) {
  private static final int MAX_DESCRIBED = 2_000;

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean closes() {
    return header("connection").equalsIgnoreCase("close");
  }

  /**
   * The body, inflated if need be.
   *
   * @throws IOException if it is no UTF-8
   */
  String text() throws IOException {
    byte[] plain = body;
    if (header("content-encoding").equals("gzip")) {
      plain = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("the body is no UTF-8", e);
    }
  }

  String describe() {
    String text = new String(body, StandardCharsets.UTF_8);
    int length = Math.min(text.length(), MAX_DESCRIBED);
    return status + " " + headers + " " + text.substring(0, length);
  }
}
