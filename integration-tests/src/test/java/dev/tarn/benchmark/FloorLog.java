package dev.tarn.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A file that one thread appends to, with one sync for all writes that wait for it. */
final class FloorLog {
  private static final int BATCH_WRITES = 1_000;
  private static final int BATCH_BYTES = 4 << 20;
  private static final long FILE_BYTES = 1L << 30;

  private record Write(ByteBuffer bytes, Runnable durable) {}

  private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>(65_536);
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BATCH_BYTES);
  private final FileChannel channel;

  private FloorLog(FileChannel channel) {
    this.channel = channel;
  }

  static FloorLog start(Path file) throws IOException {
    FloorLog log =
        new FloorLog(
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING));
    Thread.ofPlatform().daemon().name("log").start(log::run);
    return log;
  }

  void append(ByteBuffer bytes, Runnable durable) {
    writes.add(new Write(bytes, durable));
  }

  private void run() {
    List<Write> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(writes.take());
        writes.drainTo(batch, BATCH_WRITES - 1);
        for (Write write : batch) {
          put(write.bytes);
          put(write.bytes);
        }
        flush();
        channel.force(false);
        batch.forEach(write -> write.durable.run());
        batch.clear();
        if (channel.position() > FILE_BYTES) {
          channel.position(0);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void put(ByteBuffer bytes) throws IOException {
    if (buffer.remaining() < bytes.remaining()) {
      flush();
    }
    buffer.put(bytes.duplicate());
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
