package dev.tarn.http.server;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Makes request ids as the service's: 52 upper-case letters and digits. For one thread. */
final class RequestIds {
  private static final int LENGTH = 52;
  private static final int BITS_PER_CHARACTER = 5;
  private static final int CHARACTERS_PER_LONG = 12;
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".getBytes(StandardCharsets.US_ASCII);

  private final SplittableRandom random = new SplittableRandom();

  /** A header value that is written as the bytes it is. */
  CharSequence next() {
    byte[] id = new byte[LENGTH];
    long bits = 0;
    for (int i = 0; i < LENGTH; i++) {
      bits = i % CHARACTERS_PER_LONG == 0 ? random.nextLong() : bits >>> BITS_PER_CHARACTER;
      id[i] = ALPHABET[(int) bits & (ALPHABET.length - 1)];
    }
    return new AsciiString(id, false);
  }
}
