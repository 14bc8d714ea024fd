package dev.tarn.kv.table;

/** Where an index is in its life; named as on the wire. */
public enum IndexStatus {
  /** It takes writes, and is being filled with the items that were there before it. */
  CREATING,
  /** It has every item and can be read. */
  ACTIVE,
  /** Nobody sees it any more; its entries are being deleted. */
  DELETING
}
