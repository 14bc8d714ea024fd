package dev.tarn.http.cli;

/** What is wrong with a command line or the environment, in one line. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message, null, false, false);
  }
}
