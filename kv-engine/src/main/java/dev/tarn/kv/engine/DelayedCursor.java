package dev.tarn.kv.engine;

import dev.tarn.kv.engine.IndexHistory.Past;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Walks entries as they were: those that have changed since in the place of what they are now. */
final class DelayedCursor implements ItemCursor {
  private final ItemCursor present;
  private final Iterator<Past> changed;
  private final boolean forward;
  private final Runnable onClose;
  private boolean hasPresent;
  private @Nullable Past past;

  /** Whether the cursor stands on what has changed since; else on what has not. */
  private boolean standsOnPast;

  private boolean started;

  /**
   * A cursor before the first entry.
   *
   * @param present the entries as they are
   * @param changed those that have changed since, as they were, in the order of the walk
   * @param onClose run once, when the cursor is closed
   */
  DelayedCursor(ItemCursor present, Iterator<Past> changed, boolean forward, Runnable onClose) {
    this.present = present;
    this.changed = changed;
    this.forward = forward;
    this.onClose = onClose;
  }

  @Override
  public boolean next() {
    if (!started) {
      started = true;
      hasPresent = present.next();
      advancePast();
    } else {
      pass();
    }
    while (past != null || hasPresent) {
      standsOnPast = past != null && (!hasPresent || order(past) <= 0);
      if (!standsOnPast || hasEntry()) {
        return true;
      }
      pass();
    }
    return false;
  }

  @Override
  public StoreKey key() {
    return standsOnPast && past != null ? past.key() : present.key();
  }

  @Override
  public EncodedItem item() {
    EncodedItem was = standsOnPast && past != null ? past.entry() : null;
    return was == null ? present.item() : was;
  }

  @Override
  public void close() {
    try {
      present.close();
    } finally {
      onClose.run();
    }
  }

  /** Moves on from the entry the cursor stands on, also from what it is now. */
  private void pass() {
    if (!standsOnPast) {
      hasPresent = present.next();
      return;
    }
    if (past != null && hasPresent && order(past) == 0) {
      hasPresent = present.next();
    }
    advancePast();
  }

  private void advancePast() {
    past = changed.hasNext() ? changed.next() : null;
  }

  private boolean hasEntry() {
    return past != null && past.entry() != null;
  }

  /** Whether an entry of the past comes before, at or after the present one. */
  private int order(Past other) {
    int order = other.key().compareTo(present.key());
    return forward ? order : -order;
  }
}
