package dev.tarn.http.json;

import java.io.OutputStream;
import java.util.Arrays;

/** Memory that is written to as a stream, and read without copying it. */
final class GrowingBuffer extends OutputStream {
  private static final int INITIAL_CAPACITY = 4 * 1024;

  /** A buffer that one big answer has made larger than this is given up after it. */
  private static final int KEPT_CAPACITY = 1024 * 1024;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int length;

  /** Forgets what was written. */
  void clear() {
    if (bytes.length > KEPT_CAPACITY) {
      bytes = new byte[INITIAL_CAPACITY];
    }
    length = 0;
  }

  /** The memory itself, of which {@link #length} bytes count. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  @Override
  public void write(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
