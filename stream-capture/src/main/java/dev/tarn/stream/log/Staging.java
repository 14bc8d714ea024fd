package dev.tarn.stream.log;

import dev.tarn.kv.log.Commit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Two buffers: one thread fills one while another writes the other. The batch being filled has a
 * bound; whoever finds it {@link #isFull full} writes it first.
 */
final class Staging {
  private static final int INITIAL_BYTES = 256 << 10;

  private final int boundBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private ByteBuffer filling = ByteBuffer.allocateDirect(INITIAL_BYTES);
  private ByteBuffer spare = ByteBuffer.allocateDirect(INITIAL_BYTES);
  private long lastSequenceNumber;
  private long lastTimestampMs;
  private @Nullable IOException failure;

  Staging(int boundBytes, long lastSequenceNumber, long lastTimestampMs) {
    this.boundBytes = boundBytes;
    this.lastSequenceNumber = lastSequenceNumber;
    this.lastTimestampMs = lastTimestampMs;
  }

  /** The last sequence number that was added. */
  long lastSequenceNumber() {
    lock.lock();
    try {
      return lastSequenceNumber;
    } finally {
      lock.unlock();
    }
  }

  long lastTimestampMs() {
    lock.lock();
    try {
      return lastTimestampMs;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the batch being filled has no room for so many bytes more. */
  boolean isFull(int bytes) {
    lock.lock();
    try {
      return filling.position() > 0 && filling.position() + (long) bytes > boundBytes;
    } finally {
      lock.unlock();
    }
  }

  void add(Commit commit, int bytes) {
    lock.lock();
    try {
      if (failure != null) {
        throw new UncheckedIOException(poisoned(failure));
      }
      checkFollows(commit);
      reserve(bytes);
      RecordEncoder.encode(commit, bytes, filling);
      lastSequenceNumber = commit.lastSequenceNumber();
      lastTimestampMs = commit.timestampMs();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the batch that was filled, ready to be read, to be given back with {@link #done}. */
  ByteBuffer take() throws IOException {
    lock.lock();
    try {
      if (failure != null) {
        throw poisoned(failure);
      }
      ByteBuffer batch = filling;
      filling = spare;
      spare = batch;
      return batch.flip();
    } finally {
      lock.unlock();
    }
  }

  /** The batch that was taken is written. */
  void done() {
    lock.lock();
    try {
      spare = spare.capacity() > 2 * boundBytes ? ByteBuffer.allocateDirect(INITIAL_BYTES) : spare;
      spare.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Lets every later call fail. */
  void poison(IOException cause) {
    lock.lock();
    try {
      failure = failure == null ? cause : failure;
    } finally {
      lock.unlock();
    }
  }

  boolean isPoisoned() {
    lock.lock();
    try {
      return failure != null;
    } finally {
      lock.unlock();
    }
  }

  /** Fails if the log is poisoned. */
  void check() throws IOException {
    lock.lock();
    try {
      if (failure != null) {
        throw poisoned(failure);
      }
    } finally {
      lock.unlock();
    }
  }

  private void checkFollows(Commit commit) {
    if (commit.firstSequenceNumber() != lastSequenceNumber + 1) {
      throw new IllegalArgumentException(
          "the commit " + commit.firstSequenceNumber() + " does not follow " + lastSequenceNumber);
    }
    if (commit.timestampMs() < lastTimestampMs) {
      throw new IllegalArgumentException(
          "the commit " + commit.firstSequenceNumber() + " is older than the one before it");
    }
  }

  private void reserve(int bytes) {
    if (filling.remaining() < bytes) {
      long doubled = 2L * filling.capacity();
      int capacity = Math.max((int) Math.min(doubled, 1 << 30), filling.position() + bytes);
      filling = ByteBuffer.allocateDirect(capacity).put(filling.flip());
    }
  }

  private static IOException poisoned(IOException cause) {
    return new IOException("the log failed before and takes nothing more", cause);
  }
}
