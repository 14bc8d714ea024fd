package dev.tarn.kv.item;

/**
 * Is told of an encoded item's values in their order. Text is UTF-8 within a shared array: read it
 * before returning, and keep no reference.
 */
public interface ItemVisitor {
  /** An attribute's or map entry's name; its value follows. */
  void name(byte[] bytes, int offset, int length);

  /** A string. */
  void string(byte[] bytes, int offset, int length);

  /** A number's canonical text. */
  void number(byte[] bytes, int offset, int length);

  /** A binary value. */
  void binary(byte[] bytes, int offset, int length);

  /** A truth value. */
  void bool(boolean value);

  /** The null value. */
  void nullValue();

  /** A map begins; names and values follow, then {@link #endMap}. */
  void startMap();

  /** The innermost open map ends. */
  void endMap();

  /** A list begins; values follow, then {@link #endList}. */
  void startList();

  /** The innermost open list ends. */
  void endList();

  /**
   * A set begins; its elements follow as strings, numbers or binaries, then {@link #endSet}.
   *
   * @param type SS, NS or BS
   */
  void startSet(AttributeType type);

  /** The open set ends. */
  void endSet();
}
