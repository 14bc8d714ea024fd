package dev.tarn.kv.engine;

import dev.tarn.partitioner.PartitionMap;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The directory that keeps a server's data. One process holds it at a time.
 *
 * <pre>
 * tarn.lock        locked by the process that holds the directory, and names it
 * tarn.properties  the directory's identity, written once
 * log/             the change log
 * partition-0000/  the store of partition 0, and so on
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
  /** How many partitions a directory gets that nobody chose a number for. */
  public static final int DEFAULT_PARTITIONS = 4;

  private final Path root;
  private final DirectoryLock lock;
  private final DirectoryIdentity identity;
  private final boolean temporary;

  private DataDirectory(
      Path root, DirectoryLock lock, DirectoryIdentity identity, boolean temporary) {
    this.root = root;
    this.lock = lock;
    this.identity = identity;
    this.temporary = temporary;
  }

  /**
   * Opens a directory, and makes it what it is if it is new.
   *
   * @param partitions the number of partitions that the caller insists on, if any
   * @throws DataDirectoryException if another process holds it, a newer version wrote it, or it has
   *     another number of partitions
   */
  public static DataDirectory open(Path root, OptionalInt partitions)
      throws DataDirectoryException {
    return open(root, partitions, false);
  }

  /**
   * Opens a directory that has data already.
   *
   * @throws DataDirectoryException as {@link #open}, and if there is no data
   */
  public static DataDirectory openExisting(Path root) throws DataDirectoryException {
    if (!DirectoryIdentity.isIn(root)) {
      throw new DataDirectoryException(
          "%s holds no data of Tarn's: give the --data-dir that a server ran with".formatted(root));
    }
    return open(root, OptionalInt.empty(), false);
  }

  /** Makes a directory that {@link #close} deletes; in memory, where the system has room there. */
  public static DataDirectory temporary(OptionalInt partitions) throws DataDirectoryException {
    Path parent = TemporaryDirectories.parent();
    TemporaryDirectories.sweep(parent);
    try {
      return open(TemporaryDirectories.create(parent), partitions, true);
    } catch (DataDirectoryException e) {
      throw e;
    } catch (IOException e) {
      throw unusable(parent, e);
    }
  }

  private static DataDirectory open(Path root, OptionalInt partitions, boolean temporary)
      throws DataDirectoryException {
    try {
      Files.createDirectories(root);
      DirectoryLock lock = DirectoryLock.acquire(root);
      try {
        return new DataDirectory(root, lock, identify(root, partitions), temporary);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (DataDirectoryException e) {
      throw e;
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  private static DirectoryIdentity identify(Path root, OptionalInt partitions) throws IOException {
    if (DirectoryIdentity.isIn(root)) {
      DirectoryIdentity identity = DirectoryIdentity.read(root);
      identity.requirePartitions(root, partitions);
      return identity;
    }
    if (Files.exists(logIn(root))) {
      throw new DataDirectoryException(
          "%s has a log but no %s: restore that file, or choose another --data-dir"
              .formatted(root, DirectoryIdentity.FILE));
    }
    DirectoryIdentity identity = DirectoryIdentity.create(partitions.orElse(DEFAULT_PARTITIONS));
    identity.write(root);
    return identity;
  }

  private static DataDirectoryException unusable(Path root, IOException cause) {
    String reason =
        switch (cause) {
          case AccessDeniedException denied -> "permission denied for " + denied.getFile();
          case NoSuchFileException file -> "it cannot be made at " + file.getFile();
          case FileAlreadyExistsException file -> file.getFile() + " is not a directory";
          case FileSystemException other when other.getReason() != null ->
              Objects.requireNonNull(other.getReason());
          default -> cause.toString();
        };
    return new DataDirectoryException(
        "cannot use the data directory %s: %s".formatted(root, reason), cause);
  }

  private static Path logIn(Path root) {
    return root.resolve("log");
  }

  /** Where the directory is. */
  public Path root() {
    return root;
  }

  /** Whether nothing in it is kept. */
  public boolean isTemporary() {
    return temporary;
  }

  /** The number of partitions, fixed when the directory was made. */
  public PartitionMap partitions() {
    return new PartitionMap(identity.partitions());
  }

  /** When the directory was made. */
  public Instant createdAt() {
    return identity.createdAt();
  }

  /** Where the change log is. Not there before its owner makes it. */
  public Path log() {
    return logIn(root);
  }

  /** Where a partition's store is. Not there before its owner makes it. */
  public Path partition(int partition) {
    return root.resolve("partition-%04d".formatted(partition));
  }

  /** Lets go of the directory. */
  @Override
  public void close() {
    if (temporary) {
      TemporaryDirectories.delete(root);
    }
    lock.close();
  }
}
