package dev.tarn.kv.table;

/** What a stream's records show of a change; named as on the wire. */
public enum StreamViewType {
  KEYS_ONLY,
  NEW_IMAGE,
  OLD_IMAGE,
  NEW_AND_OLD_IMAGES;

  /** Whether records hold the item before the change. */
  public boolean showsOldImage() {
    return this == OLD_IMAGE || this == NEW_AND_OLD_IMAGES;
  }

  /** Whether records hold the item after the change. */
  public boolean showsNewImage() {
    return this == NEW_IMAGE || this == NEW_AND_OLD_IMAGES;
  }
}
