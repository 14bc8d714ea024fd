package dev.tarn.kv.expression;

import dev.tarn.kv.expression.Function.Place;
import dev.tarn.kv.expression.Syntax.Action;
import dev.tarn.kv.expression.Syntax.Operand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads update expressions.
 *
 * <pre>
 * update := clause+
 * clause := 'SET' path '=' value (',' path '=' value)*
 *         | 'REMOVE' path (',' path)*
 *         | 'ADD' path :value (',' path :value)*
 *         | 'DELETE' path :value (',' path :value)*
 * value  := operand (('+' | '-') operand)? | '(' value ')'
 * </pre>
 */
final class UpdateParser {
  private final TokenStream tokens;
  private final OperandParser operands;
  private final List<Action> actions = new ArrayList<>();
  private final Set<String> clauses = new HashSet<>();

  private UpdateParser(TokenStream tokens) {
    this.tokens = tokens;
    this.operands = new OperandParser(tokens, Place.UPDATE_OPERAND);
  }

  static List<Action> parse(String text) {
    TokenStream tokens = new TokenStream(ExpressionKind.UPDATE, text);
    UpdateParser parser = new UpdateParser(tokens);
    do {
      parser.clause();
    } while (tokens.peek().type() != Token.Type.END);
    tokens.finish();
    return List.copyOf(parser.actions);
  }

  private void clause() {
    String keyword = tokens.next(Token.Type.KEYWORD).text().toUpperCase(Locale.ROOT);
    switch (keyword) {
      case "SET" -> list(this::set);
      case "REMOVE" -> list(() -> new Action.Remove(operands.path()));
      case "ADD" -> list(() -> new Action.Add(operands.path(), operands.value()));
      case "DELETE" -> list(() -> new Action.Delete(operands.path(), operands.value()));
      default -> throw new AssertionError(keyword);
    }
    if (!clauses.add(keyword)) {
      tokens.note("The \"" + keyword + "\" section can only be used once in an update expression;");
    }
  }

  private void list(Supplier<Action> action) {
    do {
      actions.add(action.get());
    } while (tokens.accept(","));
  }

  private Action set() {
    Syntax.Path path = operands.path();
    tokens.expect("=");
    return new Action.Set(path, value());
  }

  private Syntax value() {
    Syntax left = tokens.at("(") ? enclosed() : operands.operand();
    boolean isSum = tokens.at("+");
    if (!isSum && !tokens.at("-")) {
      return left;
    }
    if (!(left instanceof Operand operand)) {
      throw tokens.syntaxError();
    }
    tokens.next();
    tokens.countOperator();
    return new Syntax.Arithmetic(isSum, operand, operands.operand());
  }

  private Syntax enclosed() {
    boolean twice = tokens.peekNext().isSymbol("(");
    tokens.expect("(");
    tokens.descend();
    Syntax inner = value();
    if (twice && inner instanceof Operand) {
      throw tokens.redundantParentheses();
    }
    tokens.expect(")");
    tokens.ascend();
    return inner;
  }
}
