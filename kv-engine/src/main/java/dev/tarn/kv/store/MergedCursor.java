package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import java.util.Arrays;
import java.util.List;

/** Several sources as one: of entries with the same key, the one of the first source counts. */
final class MergedCursor implements StoreCursor {
  private static final int NONE = -1;

  private final EntrySource[] sources;
  private final boolean[] passed;
  private final boolean[] ended;
  private final boolean forward;
  private final Runnable onClose;
  private int current = NONE;
  private boolean closed;

  /**
   * A cursor before the first entry.
   *
   * @param sources the newest first
   * @param onClose run once, when the cursor is closed
   */
  MergedCursor(List<EntrySource> sources, boolean forward, Runnable onClose) {
    this.sources = sources.toArray(EntrySource[]::new);
    this.forward = forward;
    this.onClose = onClose;
    passed = new boolean[this.sources.length];
    ended = new boolean[this.sources.length];
    Arrays.fill(passed, true);
  }

  @Override
  public boolean next() {
    if (closed) {
      throw new IllegalStateException("the cursor is closed");
    }
    do {
      advance();
      current = first();
    } while (current != NONE && sources[current].isTombstone());
    return current != NONE;
  }

  @Override
  public StoreKey key() {
    return standing().key();
  }

  @Override
  public byte[] value() {
    return standing().value();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }

  private void advance() {
    for (int i = 0; i < sources.length; i++) {
      if (passed[i] && !ended[i]) {
        ended[i] = !sources[i].advance();
        passed[i] = false;
      }
    }
  }

  /** The source whose entry comes first; those with the same key are passed with it. */
  private int first() {
    int first = NONE;
    for (int i = 0; i < sources.length; i++) {
      if (ended[i]) {
        continue;
      }
      int order = first == NONE ? -1 : compare(sources[i], sources[first]);
      if (order < 0) {
        Arrays.fill(passed, 0, i, false);
        first = i;
      }
      passed[i] = order <= 0;
    }
    return first;
  }

  private int compare(EntrySource left, EntrySource right) {
    return forward ? left.key().compareTo(right.key()) : right.key().compareTo(left.key());
  }

  private EntrySource standing() {
    if (current == NONE || closed) {
      throw new IllegalStateException("the cursor stands on no entry");
    }
    return sources[current];
  }
}
