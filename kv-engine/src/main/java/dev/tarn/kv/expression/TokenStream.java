package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.ItemSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one expression, read from first to last, and what is wrong with it.
 *
 * <p>A syntax error ends the reading. Any other problem is noted, and reported only once the whole
 * text has turned out to be well formed, as the service does.
 */
final class TokenStream {
  /** The longest expression in bytes of UTF-8 (developer guide, "Expression parameters"). */
  static final int MAX_SIZE_BYTES = 4096;

  /** The most operators and functions in one expression (developer guide, as above). */
  static final int MAX_OPERATORS = 300;

  private final ExpressionKind kind;
  private final String text;
  private final List<Token> tokens;
  private int position;
  private int operators;
  private int depth;
  private @Nullable ValidationException problem;

  TokenStream(ExpressionKind kind, String text) {
    this.kind = kind;
    this.text = text;
    if (text.isEmpty()) {
      throw kind.invalid("The expression can not be empty;");
    }
    int size = ItemSize.utf8(text);
    if (size > MAX_SIZE_BYTES) {
      throw kind.invalid(
          "Expression size has exceeded the maximum allowed size; expression size: " + size);
    }
    this.tokens = Lexer.tokens(kind, text);
  }

  Token peek() {
    return tokens.get(position);
  }

  Token peekNext() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  Token next() {
    return tokens.get(position++);
  }

  Token next(Token.Type type) {
    if (peek().type() != type) {
      throw syntaxError();
    }
    return next();
  }

  boolean at(String symbol) {
    return peek().isSymbol(symbol);
  }

  boolean atKeyword(String keyword) {
    return peek().isKeyword(keyword);
  }

  boolean accept(String symbol) {
    boolean found = at(symbol);
    position += found ? 1 : 0;
    return found;
  }

  boolean acceptKeyword(String keyword) {
    boolean found = atKeyword(keyword);
    position += found ? 1 : 0;
    return found;
  }

  void expect(String symbol) {
    if (!accept(symbol)) {
      throw syntaxError();
    }
  }

  void expectKeyword(String keyword) {
    if (!acceptKeyword(keyword)) {
      throw syntaxError();
    }
  }

  /** Reads the end, and throws the first problem noted on the way to it. */
  void finish() {
    next(Token.Type.END);
    if (problem != null) {
      throw problem;
    }
  }

  void note(String detail) {
    if (problem == null) {
      problem = kind.invalid(detail);
    }
  }

  void countOperator() {
    if (++operators == MAX_OPERATORS + 1) {
      note(tooManyOperators());
    }
  }

  /**
   * Goes into parentheses. A pair that is not redundant encloses an operator of its own, so the
   * limit on operators bounds the nesting, and with it the parser's stack.
   */
  void descend() {
    if (++depth > MAX_OPERATORS + 1) {
      throw redundantParentheses();
    }
  }

  /** Goes into a function's operands; see {@link #descend}. */
  void descendIntoCall() {
    if (++depth > MAX_OPERATORS + 1) {
      throw kind.invalid(tooManyOperators());
    }
  }

  void ascend() {
    depth--;
  }

  ValidationException redundantParentheses() {
    return kind.invalid("The expression has redundant parentheses;");
  }

  /** Names the token where the reading stopped, and shows it with its two neighbours. */
  ValidationException syntaxError() {
    int start = tokens.get(Math.max(0, position - 1)).start();
    String near = text.substring(start, peekNext().end());
    return kind.invalid("Syntax error; token: \"" + peek().text() + "\", near: \"" + near + "\"");
  }

  private static String tooManyOperators() {
    return "The expression contains too many operators; operator count: " + (MAX_OPERATORS + 1);
  }
}
