package dev.tarn.stream.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A part of a file in memory, which moves on demand: reads whole chunks, so that records that lie
 * together cost one system call. Used by one thread.
 */
final class FileWindow {
  /** The JDK keeps a direct buffer as large as a thread's largest read: so none is larger. */
  private static final int READ_BYTES = 256 << 10;

  private final FileChannel channel;
  private final long fileBytes;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private long start;

  /**
   * A window on a file.
   *
   * @param fileBytes how much of the file may be read
   */
  FileWindow(FileChannel channel, long fileBytes) {
    this.channel = channel;
    this.fileBytes = fileBytes;
  }

  long fileBytes() {
    return fileBytes;
  }

  /** The bytes last loaded. */
  ByteBuffer buffer() {
    return buffer;
  }

  /**
   * Makes bytes of the file available in {@link #buffer}.
   *
   * @param position of the first byte in the file
   * @param bytes how many are needed
   * @param ahead how many to read, at least, if any must be read
   * @return the first byte's index in the buffer
   * @throws EOFException if the file does not have the bytes
   */
  int load(long position, int bytes, int ahead) throws IOException {
    if (position + bytes > fileBytes) {
      throw new EOFException("no " + bytes + " bytes at " + position + " of " + fileBytes);
    }
    if (position < start || position + bytes > start + buffer.limit()) {
      fill(position, (int) Math.min(fileBytes - position, Math.max(bytes, ahead)));
    }
    return (int) (position - start);
  }

  private void fill(long position, int bytes) throws IOException {
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(bytes);
    }
    buffer.clear().limit(0);
    start = position;
    while (buffer.limit() < bytes) {
      int from = buffer.limit();
      buffer.limit(Math.min(bytes, from + READ_BYTES)).position(from);
      readFully(channel, buffer, position + from);
      if (buffer.hasRemaining()) {
        buffer.flip();
        throw new EOFException("the file ends at " + (position + buffer.limit()));
      }
    }
    buffer.position(0);
  }

  /** Reads until the buffer is full or the file ends. */
  static void readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        return;
      }
      at += read;
    }
  }

  /** Writes all that remains in the buffer. */
  static void writeFully(FileChannel channel, ByteBuffer from, long position) throws IOException {
    long at = position;
    while (from.hasRemaining()) {
      at += channel.write(from, at);
    }
  }
}
