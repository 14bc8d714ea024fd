package dev.tarn.stream.log;

import java.nio.ByteBuffer;

/** Non-negative ints in one to five bytes, the low seven bits first. */
final class Varint {
  private Varint() {}

  static int bytes(int value) {
    return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
  }

  static void put(ByteBuffer into, int value) {
    int rest = value;
    while (rest >= 0x80) {
      into.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    into.put((byte) rest);
  }

  static int get(ByteBuffer from) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = from.get();
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
