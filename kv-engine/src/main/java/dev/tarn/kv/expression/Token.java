package dev.tarn.kv.expression;

/**
 * A word or symbol of an expression.
 *
 * @param start where in the expression it begins
 */
record Token(Type type, String text, int start) {
  enum Type {
    IDENTIFIER,
    KEYWORD,
    NAME_PLACEHOLDER,
    VALUE_PLACEHOLDER,
    INTEGER,
    SYMBOL,
    /** A character that begins no token. */
    INVALID,
    END
  }

  /** Where in the expression the text behind the token begins. */
  int end() {
    return type == Type.END ? start : start + text.length();
  }

  boolean isSymbol(String symbol) {
    return type == Type.SYMBOL && text.equals(symbol);
  }

  boolean isKeyword(String keyword) {
    return type == Type.KEYWORD && text.equalsIgnoreCase(keyword);
  }
}
