package dev.tarn.stream.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C, which processors compute in hardware. */
final class Checksum {
  private Checksum() {}

  /** The checksum of a part of a buffer, wherever its position is. */
  static int of(ByteBuffer bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(from, length));
    return (int) crc.getValue();
  }
}
