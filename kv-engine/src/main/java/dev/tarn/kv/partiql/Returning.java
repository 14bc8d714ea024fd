package dev.tarn.kv.partiql;

/** Which attributes of the item a write gives back. */
public enum Returning {
  /** None: the statement has no such clause. */
  NONE,
  /** The whole item before. */
  ALL_OLD,
  /** What the update touched, before it. */
  MODIFIED_OLD,
  /** The whole item after. */
  ALL_NEW,
  /** What the update touched, after it. */
  MODIFIED_NEW;

  /** As written in a statement, such as {@code ALL OLD *}. */
  @Override
  public String toString() {
    return name().replace('_', ' ') + " *";
  }
}
