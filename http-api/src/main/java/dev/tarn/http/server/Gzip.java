package dev.tarn.http.server;

import dev.tarn.kv.error.DynamoDbException.RequestEntityTooLargeException;
import dev.tarn.kv.error.DynamoDbException.SerializationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compressed bodies of requests and answers. */
final class Gzip {
  /** Below this an answer fits into one packet anyway. */
  static final int MIN_ANSWER_BYTES = 1024;

  private Gzip() {}

  /** Inflates a request's body, and stops where it becomes larger than any body may be. */
  static byte[] inflate(byte[] compressed, int maxBytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] body = in.readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        throw new RequestEntityTooLargeException();
      }
      return body;
    } catch (IOException notGzip) {
      throw new SerializationException(null);
    }
  }

  static byte[] deflate(byte[] body, int length) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(body, 0, length);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.toByteArray();
  }

  /** Whether an Accept-Encoding header takes gzip. */
  static boolean isAccepted(String acceptEncoding) {
    for (String coding : acceptEncoding.split(",", -1)) {
      String[] parts = coding.strip().split("\\s*;\\s*", -1);
      if (parts[0].equalsIgnoreCase("gzip")) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }
}
