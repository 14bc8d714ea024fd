package dev.tarn.kv.engine;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import org.jspecify.annotations.Nullable;

/** Whether work is taken, and why not. */
final class WriteAdmission {
  private final Flusher flusher;
  private final DiskReserve reserve;
  private volatile @Nullable DynamoDbException ended;

  WriteAdmission(Flusher flusher, DiskReserve reserve) {
    this.flusher = flusher;
    this.reserve = reserve;
  }

  /** Takes nothing more: the database is being closed. */
  void close() {
    ended = ended == null ? new InternalServerError() : ended;
  }

  /** Takes nothing more: whether the last writes are durable is unknown. */
  void logFailed() {
    ended =
        new InternalServerError(
            "The change log could not be written, as the server's output tells. Writes are refused"
                + " until the server is started again. What was acknowledged is kept.");
  }

  boolean hasEnded() {
    return ended != null;
  }

  /**
   * Why work is not taken now, or null if it is.
   *
   * @param mayFillDisk whether it needs more than the room that is kept free
   */
  @Nullable DynamoDbException refusal(boolean mayFillDisk) {
    DynamoDbException end = ended;
    if (end != null || !mayFillDisk) {
      return end;
    }
    if (flusher.failing()) {
      return new InternalServerError(
          "The stores cannot be written, as the server's output tells. Writes are refused until"
              + " they can. Reads go on.");
    }
    return reserve.isLow()
        ? new InternalServerError(
            "The disk is nearly full: less than %d bytes are free. Writes are refused until there is room. Reads go on."
                .formatted(reserve.reservedBytes()))
        : null;
  }
}
