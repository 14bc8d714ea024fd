package dev.tarn.kv.item;

/** The types of an attribute value; each constant's name is its tag on the wire. */
public enum AttributeType {
  S,
  N,
  B,
  BOOL,
  NULL,
  L,
  M,
  SS,
  NS,
  BS;

  /** Whether a key attribute may have this type. */
  public boolean isKeyType() {
    return this == S || this == N || this == B;
  }
}
