package dev.tarn.fuzz;

import dev.tarn.fuzz.WireRequest.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Spoils what is around the body: headers, targets, encodings, methods and paths. */
final class WireMutation {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "POST", "post", "X", "");

  private static final List<String> PATHS =
      List.of(
          "/",
          "/ping",
          "/favicon.ico",
          "/api/v1/items/fuzz/a",
          "/api/v1/tables",
          "/console/",
          "/metrics",
          "//",
          "/..%2f..%2fetc/passwd",
          "/../../etc/passwd",
          "/%",
          "/%zz",
          "/%00",
          "/?Action=ListTables&X-Amz-Signature=1",
          "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a&X-Amz-Signature=%",
          "/a?b=c&&=",
          "http://elsewhere/",
          "*",
          "",
          "/" + "a".repeat(20_000));

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/x-amz-json-1.1",
          "application/x-amz-json-1.0; charset=utf-8",
          "application/x-amz-json-1.0;charset=\"utf-16\"",
          "application/x-amz-json-1.0;;;");

  private static final List<String> FOREIGN_TYPES =
      List.of(
          "text/plain", "application/cbor", "application/x-www-form-urlencoded", "x", ";", "*/*");

  private static final List<String> TARGETS =
      List.of(
          "",
          "GetItem",
          "DynamoDB_20120810",
          "DynamoDB_20120810.",
          "DynamoDB_20120810.Nothing",
          "DynamoDB_20120810.getitem",
          "DynamoDB_20111205.GetItem",
          "DynamoDBStreams_20120810.GetItem",
          "DynamoDB_20120810.GetRecords",
          "DynamoDB_20120810.GetItem.",
          "DynamoDB_20120810.SearchVectors",
          "DynamoDB_20120810.CreateBackup",
          "a".repeat(5_000));

  private static final List<String> SIGNATURES =
      List.of(
          "",
          "Bearer x",
          "AWS4-HMAC-SHA256",
          "AWS4-HMAC-SHA256 Credential=",
          "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host",
          "AWS4-HMAC-SHA256 Signature=1,Signature=2,=,,",
          "AWS4-ECDSA-P256-SHA256 Credential=a/b/c",
          "AWS4-HMAC-SHA256 " + "x=".repeat(2_000));

  private final Random random;

  WireMutation(Random random) {
    this.random = random;
  }

  WireRequest mutate(WireRequest request) {
    return switch (random.nextInt(15)) {
      case 0 -> request.with("X-Amz-Target", any(TARGETS));
      case 1 -> request.without("X-Amz-Target");
      case 2 -> request.with("Authorization", any(SIGNATURES));
      case 3 -> request.without("Authorization").without("X-Amz-Date");
      case 4 -> request.with("Content-Type", any(CONTENT_TYPES));
      case 5 -> foreign(request);
      case 6 -> request.with("Content-Encoding", "gzip").withBody(gzip(request.body()));
      case 7 -> request.with("Content-Encoding", "gzip").withBody(broken(gzip(request.body())));
      case 8 -> request.with("Content-Encoding", random.nextBoolean() ? "GZIP " : "br");
      case 9 -> request.framed(Framing.CHUNKED);
      case 10 -> request.with("Accept-Encoding", random.nextBoolean() ? "gzip" : ",;q=,gzip;q=x");
      case 11 -> request.with("Origin", "http://a").with("Expect", "100-continue");
      case 12 -> request.with("X-Pad", "x".repeat(1 << random.nextInt(15)));
      case 13 -> request.withBody(new byte[0]);
      default -> odd(request);
    };
  }

  /** What is no exchange of the protocol. */
  private WireRequest odd(WireRequest request) {
    WireRequest other = request.unspoken(any(METHODS), any(PATHS));
    return switch (random.nextInt(5)) {
      case 0 -> other.framed(Framing.NONE).withBody(new byte[0]);
      case 1 ->
          other
              .framed(Framing.NONE)
              .with("Content-Length", any(List.of("-1", "x", "99999999999999999999")));
      case 2 -> other.with("X-\uF700" + (char) random.nextInt(256), "\u0001\u00ff");
      case 3 -> other.with("Content-Length", "0").with("Transfer-Encoding", "chunked");
      default -> other;
    };
  }

  private WireRequest foreign(WireRequest request) {
    return request.unspoken("POST", "/").with("Content-Type", any(FOREIGN_TYPES));
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private byte[] broken(byte[] bytes) {
    byte[] changed = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
