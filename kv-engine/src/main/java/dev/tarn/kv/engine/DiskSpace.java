package dev.tarn.kv.engine;

import java.io.IOException;

/** The port to the disk that has the data: how much room is left on it. */
@FunctionalInterface
public interface DiskSpace {
  /** Bytes that this process can still write. */
  long usableBytes() throws IOException;
}
