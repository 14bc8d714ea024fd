package dev.tarn.kv.engine;

import java.io.IOException;

/** Why a data directory cannot be used, in one line that says what to do about it. */
public final class DataDirectoryException extends IOException {
  DataDirectoryException(String message) {
    super(message);
  }

  DataDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
