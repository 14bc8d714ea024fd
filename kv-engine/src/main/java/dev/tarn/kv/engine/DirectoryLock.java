package dev.tarn.kv.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The right to use a data directory, which the operating system takes back when a process ends. */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = "tarn.lock";

  /**
   * The lock files that this process holds. A process must not open a lock file twice: closing one
   * of its channels would let go of the lock that it got through the other.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, or says who has it. */
  static DirectoryLock acquire(Path root) throws IOException {
    DirectoryLock lock = tryAcquire(root);
    if (lock == null) {
      throw new DataDirectoryException(
          "the data directory %s is in use by %s: stop it, or choose another --data-dir"
              .formatted(root, holder(root)));
    }
    return lock;
  }

  /** Takes the lock of a directory that is there, or returns null if somebody has it. */
  static @Nullable DirectoryLock tryAcquire(Path root) throws IOException {
    Path file = root.toRealPath().resolve(FILE);
    if (!HELD.add(file)) {
      return null;
    }
    try {
      FileChannel channel = lock(file);
      if (channel != null) {
        return new DirectoryLock(file, channel);
      }
    } catch (IOException | RuntimeException e) {
      HELD.remove(file);
      throw e;
    }
    HELD.remove(file);
    return null;
  }

  private static @Nullable FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        channel.close();
        return null;
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(Path root) throws IOException {
    Path file = root.toRealPath().resolve(FILE);
    if (HELD.contains(file)) {
      return "this process";
    }
    String pid = Files.readString(file, US_ASCII);
    return pid.isEmpty() ? "another process" : "process " + pid;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(file);
    }
  }
}
