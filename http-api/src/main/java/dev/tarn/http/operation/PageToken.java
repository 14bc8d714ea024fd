package dev.tarn.http.operation;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Binds the positions of pages, which go to clients and come back, to what was asked for. A token
 * is the same on every server with the same data.
 *
 * <pre>
 * token := version:byte binding:16 position:* check:8
 * </pre>
 *
 * <p>The binding is a digest of what was asked for, the check one of all bytes before it.
 */
public final class PageToken {
  private static final byte VERSION = 1;
  private static final int BINDING_BYTES = 16;
  private static final int HEADER_BYTES = 1 + BINDING_BYTES;
  private static final int CHECK_BYTES = 8;

  private final byte[] binding;

  private PageToken(byte[] binding) {
    this.binding = binding;
  }

  /** Tokens that are bound to what has this digest, of at least 16 bytes. */
  public static PageToken boundTo(HashCode digest) {
    return new PageToken(Arrays.copyOf(digest.asBytes(), BINDING_BYTES));
  }

  /** The token of a position. */
  public byte[] seal(byte[] position) {
    ByteBuffer token = ByteBuffer.allocate(HEADER_BYTES + position.length + CHECK_BYTES);
    token.put(VERSION).put(binding).put(position);
    token.put(check(token.array()));
    return token.array();
  }

  /**
   * The position of a token.
   *
   * @param invalid what is thrown if it is no token
   * @param foreign what is thrown if it is bound to something else
   */
  public byte[] open(
      byte[] token,
      Supplier<? extends RuntimeException> invalid,
      Supplier<? extends RuntimeException> foreign) {
    int end = token.length - CHECK_BYTES;
    if (end < HEADER_BYTES
        || token[0] != VERSION
        || !Arrays.equals(check(token), Arrays.copyOfRange(token, end, token.length))) {
      throw invalid.get();
    }
    if (!Arrays.equals(token, 1, HEADER_BYTES, binding, 0, BINDING_BYTES)) {
      throw foreign.get();
    }
    return Arrays.copyOfRange(token, HEADER_BYTES, end);
  }

  private static byte[] check(byte[] token) {
    byte[] digest = Hashing.sha256().hashBytes(token, 0, token.length - CHECK_BYTES).asBytes();
    return Arrays.copyOf(digest, CHECK_BYTES);
  }
}
