package dev.tarn.stream.record;

import dev.tarn.kv.log.Change;

/** What happened to an item; named as on the wire. */
public enum EventName {
  INSERT,
  MODIFY,
  REMOVE;

  /** What a change does. */
  public static EventName of(Change change) {
    if (change.oldImage() == null) {
      return INSERT;
    }
    return change.newImage() == null ? REMOVE : MODIFY;
  }
}
