package dev.tarn.kv.expression;

import dev.tarn.kv.expression.Function.Place;
import dev.tarn.kv.expression.Syntax.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads condition, filter and key condition expressions.
 *
 * <pre>
 * or   := and ('OR' and)*
 * and  := not ('AND' not)*
 * not  := 'NOT'* term
 * term := operand comparator operand
 *       | operand 'BETWEEN' operand 'AND' operand
 *       | operand 'IN' '(' operand (',' operand)* ')'
 *       | function
 *       | '(' or ')'
 * </pre>
 *
 * <p>A parenthesis may enclose an operand as well as a condition, and which of them shows only
 * behind it. So the methods hand an operand up until a comparator takes it, or it is in the way.
 */
final class ConditionParser {
  private final TokenStream tokens;
  private final OperandParser operands;

  /** What the parentheses last closed enclose. */
  private @Nullable Syntax lastEnclosed;

  private ConditionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.operands = new OperandParser(tokens, Place.CONDITION_OPERAND);
  }

  static Syntax.Condition parse(ExpressionKind kind, String text) {
    TokenStream tokens = new TokenStream(kind, text);
    ConditionParser parser = new ConditionParser(tokens);
    Syntax.Condition condition = parser.asCondition(parser.or());
    tokens.finish();
    return condition;
  }

  private Syntax or() {
    return chain("OR", this::and, Syntax.Or::new);
  }

  private Syntax and() {
    return chain("AND", this::not, Syntax.And::new);
  }

  private Syntax chain(
      String keyword,
      Supplier<Syntax> part,
      java.util.function.Function<List<Syntax.Condition>, Syntax> join) {
    Syntax first = part.get();
    if (!tokens.atKeyword(keyword)) {
      return first;
    }
    List<Syntax.Condition> conditions = new ArrayList<>();
    conditions.add(asCondition(first));
    while (tokens.acceptKeyword(keyword)) {
      tokens.countOperator();
      conditions.add(asCondition(part.get()));
    }
    return join.apply(List.copyOf(conditions));
  }

  private Syntax not() {
    int negations = 0;
    while (tokens.acceptKeyword("NOT")) {
      tokens.countOperator();
      negations++;
    }
    Syntax term = term();
    if (negations == 0) {
      return term;
    }
    Syntax.Condition condition = asCondition(term);
    for (int i = 0; i < negations; i++) {
      condition = new Syntax.Not(condition);
    }
    return condition;
  }

  private Syntax term() {
    Syntax left = tokens.at("(") ? enclosed() : operands.operandOrCondition();
    Comparator comparator = Comparator.of(tokens.peek());
    if (comparator != null) {
      return compare(comparator, asOperand(left));
    }
    if (tokens.atKeyword("BETWEEN")) {
      return between(asOperand(left));
    }
    if (tokens.atKeyword("IN")) {
      return in(asOperand(left));
    }
    return tokens.at(")") ? left : asWellFormedCondition(left);
  }

  @SuppressWarnings("ReferenceEquality") // Equal conditions may stand side by side.
  private Syntax enclosed() {
    tokens.expect("(");
    tokens.descend();
    Syntax inner = or();
    tokens.expect(")");
    tokens.ascend();
    if (inner == lastEnclosed) {
      throw tokens.redundantParentheses();
    }
    lastEnclosed = inner;
    return inner;
  }

  private Syntax compare(Comparator comparator, Operand left) {
    tokens.next();
    tokens.countOperator();
    return new Syntax.Compare(comparator, left, operands.operand());
  }

  private Syntax between(Operand operand) {
    tokens.next();
    tokens.countOperator();
    Operand lower = operands.operand();
    tokens.expectKeyword("AND");
    return new Syntax.Between(operand, lower, operands.operand());
  }

  private Syntax in(Operand operand) {
    tokens.next();
    tokens.countOperator();
    tokens.expect("(");
    List<Operand> candidates = operands.list();
    tokens.expect(")");
    return new Syntax.In(operand, candidates);
  }

  private Operand asOperand(Syntax syntax) {
    if (syntax instanceof Operand operand) {
      return operands.asValue(operand);
    }
    throw tokens.syntaxError();
  }

  private Syntax.Condition asCondition(Syntax syntax) {
    Syntax.Condition condition = asWellFormedCondition(syntax);
    if (condition instanceof Syntax.Call call && call.function().place() != Place.CONDITION) {
      operands.noteMisuse(call);
    }
    return condition;
  }

  private Syntax.Condition asWellFormedCondition(Syntax syntax) {
    if (syntax instanceof Syntax.Condition condition) {
      return condition;
    }
    throw tokens.syntaxError();
  }
}
