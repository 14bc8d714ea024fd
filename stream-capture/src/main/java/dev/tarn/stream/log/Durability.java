package dev.tarn.stream.log;

/** What {@link SegmentedLog#sync} waits for. */
public enum Durability {
  /** The disk has the batch: it survives a power cut. */
  FSYNC,
  /** The operating system has the batch: it survives the end of the process. */
  OS
}
