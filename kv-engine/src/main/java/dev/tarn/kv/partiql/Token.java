package dev.tarn.kv.partiql;

/**
 * A piece of a statement.
 *
 * @param text what it stands for: a keyword in capitals, a string or quoted name without its quotes
 */
record Token(Type type, String text) {
  enum Type {
    KEYWORD,
    /** A bare word, or a name in double quotes. */
    NAME,
    STRING,
    NUMBER,
    /** A question mark. */
    PARAMETER,
    SYMBOL,
    END
  }

  boolean isKeyword(String keyword) {
    return type == Type.KEYWORD && text.equals(keyword);
  }

  boolean isSymbol(String symbol) {
    return type == Type.SYMBOL && text.equals(symbol);
  }
}
