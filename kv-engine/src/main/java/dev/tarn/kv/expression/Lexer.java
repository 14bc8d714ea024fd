package dev.tarn.kv.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into tokens. What begins no token becomes one of its own, to be refused. */
final class Lexer {
  private static final String SYMBOLS = "=<>()[],.+-";

  private final ExpressionKind kind;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(ExpressionKind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** The tokens of the text, the last one of type {@link Token.Type#END}. */
  static List<Token> tokens(ExpressionKind kind, String text) {
    Lexer lexer = new Lexer(kind, text);
    while (lexer.skipWhitespace()) {
      lexer.readToken();
    }
    lexer.tokens.add(new Token(Token.Type.END, "<EOF>", text.length()));
    return lexer.tokens;
  }

  private boolean skipWhitespace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length();
  }

  private void readToken() {
    char c = text.charAt(position);
    if (isLetter(c)) {
      int end = endOfWord(position);
      add(
          kind.isKeyword(text.substring(position, end))
              ? Token.Type.KEYWORD
              : Token.Type.IDENTIFIER,
          end);
    } else if (c == '#' || c == ':') {
      readPlaceholder(c == '#' ? Token.Type.NAME_PLACEHOLDER : Token.Type.VALUE_PLACEHOLDER);
    } else if (isDigit(c)) {
      add(Token.Type.INTEGER, endOfInteger());
    } else if (SYMBOLS.indexOf(c) >= 0) {
      add(Token.Type.SYMBOL, position + (isTwoCharacterComparator() ? 2 : 1));
    } else {
      add(Token.Type.INVALID, text.offsetByCodePoints(position, 1));
    }
  }

  private void readPlaceholder(Token.Type type) {
    int end = endOfWord(position + 1);
    add(end == position + 1 ? Token.Type.INVALID : type, end);
  }

  private void add(Token.Type type, int end) {
    tokens.add(new Token(type, text.substring(position, end), position));
    position = end;
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** An integer has no leading zeros: {@code 01} is two of them. */
  private int endOfInteger() {
    int end = position + 1;
    while (text.charAt(position) != '0' && end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean isTwoCharacterComparator() {
    return text.startsWith("<>", position)
        || text.startsWith("<=", position)
        || text.startsWith(">=", position);
  }

  static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
