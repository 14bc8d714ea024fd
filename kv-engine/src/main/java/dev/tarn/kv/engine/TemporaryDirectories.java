package dev.tarn.kv.engine;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** Data directories that last as long as a process. */
final class TemporaryDirectories {
  private static final System.Logger LOG = System.getLogger(TemporaryDirectories.class.getName());
  private static final String PREFIX = "tarn-memory-";
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final long ROOMY_BYTES = 1L << 30;

  /** A younger directory may belong to a process that has not locked it yet. */
  private static final Duration SWEEP_AGE = Duration.ofMinutes(1);

  private TemporaryDirectories() {}

  /** Shared memory if there is room, else the system's place for temporary files. */
  static Path parent() {
    try {
      if (Files.isWritable(SHARED_MEMORY)
          && Files.getFileStore(SHARED_MEMORY).getUsableSpace() >= ROOMY_BYTES) {
        return SHARED_MEMORY;
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "no shared memory", e);
    }
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  static Path create(Path parent) throws IOException {
    return Files.createTempDirectory(parent, PREFIX);
  }

  /** Deletes what processes left that were killed. */
  static void sweep(Path parent) {
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : directories) {
        sweepIfStale(directory);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "cannot sweep " + parent, e);
    }
  }

  private static void sweepIfStale(Path directory) {
    try {
      if (!isOld(directory) || !Files.isWritable(directory)) {
        return;
      }
      try (DirectoryLock lock = DirectoryLock.tryAcquire(directory)) {
        if (lock != null) {
          delete(directory);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "cannot sweep " + directory, e);
    }
  }

  private static boolean isOld(Path directory) throws IOException {
    Instant changed = Files.getLastModifiedTime(directory).toInstant();
    return changed.isBefore(Instant.now().minus(SWEEP_AGE));
  }

  /** Deletes a directory with all that is in it, as far as that is possible. */
  static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot delete {0}: {1}", directory, e);
    }
  }
}
