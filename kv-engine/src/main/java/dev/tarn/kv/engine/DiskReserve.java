package dev.tarn.kv.engine;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Room on the disk that writes leave free: what was acknowledged needs it to get from the log to
 * the stores, and only then may the log be trimmed.
 */
public final class DiskReserve {
  /** Nothing is left free. */
  public static final DiskReserve NONE = new DiskReserve(() -> Long.MAX_VALUE, 0);

  /**
   * Every partition's two memtables as pages of LMDB, a segment of the log, and what is written
   * until the disk is looked at again.
   */
  public static final long DEFAULT_BYTES = 512L << 20;

  private static final Logger LOG = System.getLogger(DiskReserve.class.getName());

  /** The most of a disk that is left free unless told: a small one should not stay empty. */
  private static final int SMALL_DISK_SHARE = 10;

  /** So much more than the reserve is free before writes go on: else they would stop at once. */
  private static final int RESUME_SHARE = 16;

  private static final long LOOK_INTERVAL_NANOS = 100_000_000;

  private final DiskSpace disk;
  private final long reservedBytes;
  private volatile boolean isLow;
  private long lookedNanos;

  /**
   * A reserve on a disk.
   *
   * @param reservedBytes how much writes leave free; 0 for nothing
   */
  public DiskReserve(DiskSpace disk, long reservedBytes) {
    this.disk = disk;
    this.reservedBytes = reservedBytes;
    look();
  }

  /** A reserve on the disk that has a directory. */
  public static DiskReserve on(Path directory, long reservedBytes) throws IOException {
    return new DiskReserve(Files.getFileStore(directory)::getUsableSpace, reservedBytes);
  }

  /** {@link #DEFAULT_BYTES} on the disk that has a directory, or a tenth of it if that is less. */
  public static DiskReserve on(Path directory) throws IOException {
    FileStore disk = Files.getFileStore(directory);
    return new DiskReserve(
        disk::getUsableSpace, Math.min(DEFAULT_BYTES, disk.getTotalSpace() / SMALL_DISK_SHARE));
  }

  /** Whether writes should be refused, as it was when last looked at. */
  public boolean isLow() {
    return isLow;
  }

  /** How much writes leave free. */
  public long reservedBytes() {
    return reservedBytes;
  }

  /** Looks at the disk, if that was not just done. */
  void lookAgain() {
    if (System.nanoTime() - lookedNanos >= LOOK_INTERVAL_NANOS) {
      look();
    }
  }

  private synchronized void look() {
    lookedNanos = System.nanoTime();
    if (reservedBytes == 0) {
      return;
    }
    try {
      long freeBytes = disk.usableBytes();
      long neededBytes = isLow ? reservedBytes + reservedBytes / RESUME_SHARE : reservedBytes;
      become(freeBytes < neededBytes, freeBytes);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot tell how much room the disk has: " + e);
    }
  }

  private void become(boolean low, long freeBytes) {
    if (low && !isLow) {
      LOG.log(
          Level.ERROR,
          "The disk has {0} bytes free, of {1} to be left free: writes are refused",
          Long.toString(freeBytes),
          Long.toString(reservedBytes));
    } else if (!low && isLow) {
      LOG.log(
          Level.INFO, "The disk has {0} bytes free: writes are taken", Long.toString(freeBytes));
    }
    isLow = low;
  }
}
