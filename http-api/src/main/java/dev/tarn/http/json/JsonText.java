package dev.tarn.http.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells, eight bytes at a time, text that JSON takes as it is from text that needs a look. */
public final class JsonText {
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

  /**
   * Whether a body may hold half of a surrogate pair: as an escape, or as three bytes that begin
   * with 0xED, which UTF-8 does not allow.
   */
  public static boolean mayHoldSurrogates(byte[] body) {
    int i = 0;
    for (; i <= body.length - Long.BYTES; i += Long.BYTES) {
      long bytes = (long) LONGS.get(body, i);
      if (((zeroes(bytes ^ (ONES * '\\')) | zeroes(bytes ^ (ONES * 0xED))) & HIGH_BITS) != 0) {
        return true;
      }
    }
    for (; i < body.length; i++) {
      if (body[i] == '\\' || body[i] == (byte) 0xED) {
        return true;
      }
    }
    return false;
  }

  /** Whether every surrogate of the text has its other half. */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** A byte's high bit is set in each term exactly where the byte is what the term looks for. */
  private static boolean anySpecial(long bytes) {
    long controls = (bytes - ONES * ' ') & ~bytes;
    long found = controls | zeroes(bytes ^ (ONES * '"')) | zeroes(bytes ^ (ONES * '\\'));
    return (found & HIGH_BITS) != 0;
  }

  /** Sets the high bit of a zero byte; above one, also of bytes that are 1: no matter for "any". */
  private static long zeroes(long bytes) {
    return (bytes - ONES) & ~bytes;
  }
}
