package dev.tarn.http.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells text that JSON takes as it is from text that needs escapes. */
final class JsonText {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private JsonText() {}

  /** Whether the text has no control character, quote or backslash: eight bytes at a time. */
  static boolean isPlain(byte[] utf8, int offset, int length) {
    int end = offset + length;
    int i = offset;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      if (anySpecial((long) LONGS.get(utf8, i))) {
        return false;
      }
    }
    for (; i < end; i++) {
      byte b = utf8[i];
      if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  /** A byte's high bit is set in each term exactly where the byte is what the term looks for. */
  private static boolean anySpecial(long bytes) {
    long quotes = bytes ^ (ONES * '"');
    long backslashes = bytes ^ (ONES * '\\');
    long found =
        ((bytes - ONES * ' ') & ~bytes)
            | ((quotes - ONES) & ~quotes)
            | ((backslashes - ONES) & ~backslashes);
    return (found & HIGH_BITS) != 0;
  }
}
