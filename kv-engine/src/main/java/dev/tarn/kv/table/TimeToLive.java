package dev.tarn.kv.table;

import dev.tarn.kv.item.Binary;
import org.jspecify.annotations.Nullable;

/**
 * That a table's items expire, and the index by which they are found then.
 *
 * @param number tells the index's entries apart in the stores: of the same numbers as the tables',
 *     never given to another
 * @param attribute the attribute with the time of an item's expiry, in seconds since 1970
 * @param complete whether every item that can expire has its entry
 * @param backfilledTo until then, the stored key of the last item that was there before and has its
 *     entry now; null if that has not begun
 */
public record TimeToLive(
    int number, String attribute, boolean complete, @Nullable Binary backfilledTo) {
  /** Items expire from now on; those that are there have no entries yet. */
  public static TimeToLive enabled(int number, String attribute) {
    return new TimeToLive(number, attribute, false, null);
  }

  /** The index with the items up to a stored key in it. */
  public TimeToLive backfilledTo(byte[] storedKey) {
    return new TimeToLive(number, attribute, false, Binary.wrap(storedKey));
  }

  /** The index with every item in it. */
  public TimeToLive completed() {
    return new TimeToLive(number, attribute, true, null);
  }
}
