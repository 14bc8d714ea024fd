package dev.tarn.stream.log;

import java.io.IOException;
import java.nio.file.Path;

/** The log cannot be read; the message says in one line which file, where and why. */
public final class CorruptLogException extends IOException {
  private CorruptLogException(String message) {
    super(message);
  }

  static CorruptLogException damaged(Path file, long offset, String why) {
    return new CorruptLogException(
        "the change log is damaged: " + file + " at byte " + offset + ": " + why);
  }

  static CorruptLogException newerVersion(Path file, int version) {
    return new CorruptLogException(
        "the change log was written by a newer version of Tarn: "
            + file
            + " has the format "
            + version
            + ", this version reads up to "
            + SegmentHeader.VERSION);
  }
}
