package dev.tarn.kv.key;

import dev.tarn.kv.item.AttributeValue;
import java.util.Arrays;

/**
 * Several key values as bytes that compare as the values do, one after the other: each value tells
 * its own end.
 *
 * <pre>
 * value := byte* 0x00 0x00      a byte 0x00 within the value as 0x00 0xFF
 * </pre>
 *
 * <p>A value's end so comes before everything that a longer value has there.
 */
public final class CompositeKey {
  private static final byte ESCAPED_ZERO = (byte) 0xFF;

  private byte[] bytes = new byte[64];
  private int end;

  /** Adds a value, which is a string, a number or a binary. */
  public CompositeKey add(AttributeValue value) {
    addOpen(value);
    return addByte((byte) 0).addByte((byte) 0);
  }

  /** Adds the beginning of a value: it leads to all values that begin so. */
  public CompositeKey addOpen(AttributeValue prefix) {
    for (byte b : SortKeyEncoding.encode(prefix)) {
      addByte(b);
      if (b == 0) {
        addByte(ESCAPED_ZERO);
      }
    }
    return this;
  }

  /** Adds a byte as it is. */
  public CompositeKey addByte(byte b) {
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * end);
    }
    bytes[end++] = b;
    return this;
  }

  /** Adds bytes as they are, from an offset to the end. */
  public CompositeKey addRest(byte[] rest, int offset) {
    for (int i = offset; i < rest.length; i++) {
      addByte(rest[i]);
    }
    return this;
  }

  /** What was added until now. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, end);
  }
}
