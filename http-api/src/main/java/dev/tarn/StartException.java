package dev.tarn;

import dev.tarn.kv.engine.DataDirectoryException;

/** Why a server cannot start, in one line that says what to do about it. */
public final class StartException extends RuntimeException {
  StartException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The directory's own words say it. */
  StartException(DataDirectoryException cause) {
    super(cause.getMessage(), cause);
  }
}
