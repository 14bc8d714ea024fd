package dev.tarn.http.server;

import java.util.SplittableRandom;

/** Makes request ids as the service's: 52 upper-case letters and digits. For one thread. */
final class RequestIds {
  private static final int LENGTH = 52;
  private static final int BITS_PER_CHARACTER = 5;
  private static final int CHARACTERS_PER_LONG = 12;
  private static final char[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();

  private final SplittableRandom random = new SplittableRandom();

  String next() {
    char[] id = new char[LENGTH];
    long bits = 0;
    for (int i = 0; i < LENGTH; i++) {
      bits = i % CHARACTERS_PER_LONG == 0 ? random.nextLong() : bits >>> BITS_PER_CHARACTER;
      id[i] = ALPHABET[(int) bits & (ALPHABET.length - 1)];
    }
    return new String(id);
  }
}
