package dev.tarn.kv.partiql;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.List;

/** The tokens of one statement, read from first to last. */
final class TokenStream {
  /** How deep brackets may stand in each other: it bounds the parser's stack. */
  static final int MAX_DEPTH = 100;

  private final List<Token> tokens;
  private int position;
  private int depth;
  private int parameters;

  TokenStream(String statement) {
    this.tokens = Lexer.tokens(statement);
  }

  Token peek() {
    return tokens.get(position);
  }

  Token peekNext() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(position);
    position = Math.min(position + 1, tokens.size() - 1);
    return token;
  }

  boolean at(String symbol) {
    return peek().isSymbol(symbol);
  }

  boolean atKeyword(String keyword) {
    return peek().isKeyword(keyword);
  }

  boolean accept(String symbol) {
    boolean found = at(symbol);
    if (found) {
      next();
    }
    return found;
  }

  boolean acceptKeyword(String keyword) {
    boolean found = atKeyword(keyword);
    if (found) {
      next();
    }
    return found;
  }

  void expect(String symbol) {
    if (!accept(symbol)) {
      throw Malformed.unexpected(peek());
    }
  }

  void expectKeyword(String keyword) {
    if (!acceptKeyword(keyword)) {
      throw Malformed.unexpected(peek());
    }
  }

  /** A name, bare or quoted. */
  String name() {
    Token token = next();
    if (token.type() != Token.Type.NAME) {
      throw Malformed.unexpected(token);
    }
    return token.text();
  }

  /** The number of the parameter that the token just read stands for, from 0. */
  int nextParameter() {
    return parameters++;
  }

  /** How many parameters the statement has. */
  int parameters() {
    return parameters;
  }

  /**
   * Goes into a bracket.
   *
   * @throws ValidationException if brackets stand too deep in each other
   */
  void descend() {
    if (++depth > MAX_DEPTH) {
      throw Malformed.statement("Nesting is too deep");
    }
  }

  void ascend() {
    depth--;
  }

  /** Reads the end; a semicolon may stand before it. */
  void finish() {
    accept(";");
    if (peek().type() != Token.Type.END) {
      throw Malformed.statement("Unexpected token after expression");
    }
  }
}
