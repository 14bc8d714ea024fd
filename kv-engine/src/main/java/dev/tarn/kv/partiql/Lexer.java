package dev.tarn.kv.partiql;

import com.google.common.base.Ascii;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens. */
final class Lexer {
  private static final String[] LONG_SYMBOLS = {"<<", ">>", "<=", ">=", "<>", "!="};
  private static final String SYMBOLS = "=<>()[]{},.:+-*;";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * The tokens of a statement, the last one of type {@link Token.Type#END}.
   *
   * @throws ValidationException if something in it begins no token, or a quote is not closed
   */
  static List<Token> tokens(String statement) {
    Lexer lexer = new Lexer(statement);
    while (lexer.skipSpace()) {
      lexer.readToken();
    }
    lexer.tokens.add(new Token(Token.Type.END, ""));
    return lexer.tokens;
  }

  private boolean skipSpace() {
    while (position < text.length()) {
      if (Character.isWhitespace(text.charAt(position))) {
        position++;
      } else if (text.startsWith("--", position)) {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", position)) {
        int end = text.indexOf("*/", position + 2);
        position = end < 0 ? text.length() : end + 2;
      } else {
        return true;
      }
    }
    return false;
  }

  private void readToken() {
    char c = text.charAt(position);
    if (c == '\'' || c == '"') {
      tokens.add(new Token(c == '"' ? Token.Type.NAME : Token.Type.STRING, quoted(c)));
    } else if (isDigit(c) || (c == '.' && isDigit(charAt(position + 1)))) {
      readNumber();
    } else if (isWordStart(c)) {
      readWord();
    } else if (c == '?') {
      add(Token.Type.PARAMETER, position + 1);
    } else {
      readSymbol(c);
    }
  }

  /** What stands between quotes; a doubled quote is one of the text's own. */
  private String quoted(char quote) {
    StringBuilder content = new StringBuilder();
    for (int i = position + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != quote) {
        content.append(c);
      } else if (charAt(i + 1) == quote) {
        content.append(quote);
        i++;
      } else {
        position = i + 1;
        return content.toString();
      }
    }
    throw Malformed.statement("Unterminated literal");
  }

  private void readNumber() {
    int end = endOfDigits(position);
    if (charAt(end) == '.') {
      end = endOfDigits(end + 1);
    }
    if (charAt(end) == 'e' || charAt(end) == 'E') {
      boolean signed = charAt(end + 1) == '-' || charAt(end + 1) == '+';
      end = endOfDigits(end + (signed ? 2 : 1));
    }
    add(Token.Type.NUMBER, end);
  }

  private void readWord() {
    int end = position;
    while (isWordStart(charAt(end)) || isDigit(charAt(end))) {
      end++;
    }
    String word = text.substring(position, end);
    boolean keyword = Keywords.contains(word);
    tokens.add(
        new Token(
            keyword ? Token.Type.KEYWORD : Token.Type.NAME,
            keyword ? Ascii.toUpperCase(word) : word));
    position = end;
  }

  private void readSymbol(char c) {
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, position)) {
        add(Token.Type.SYMBOL, position + symbol.length());
        return;
      }
    }
    if (SYMBOLS.indexOf(c) < 0) {
      throw Malformed.statement("Invalid character");
    }
    add(Token.Type.SYMBOL, position + 1);
  }

  private void add(Token.Type type, int end) {
    tokens.add(new Token(type, text.substring(position, end)));
    position = end;
  }

  private int endOfDigits(int from) {
    int end = from;
    while (isDigit(charAt(end))) {
      end++;
    }
    return end;
  }

  /** The character in a place, or NUL behind the last one. */
  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
