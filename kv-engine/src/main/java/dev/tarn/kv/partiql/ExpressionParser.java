package dev.tarn.kv.partiql;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Comparator;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.PathElement;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions. What may stand where shows when they are bound.
 *
 * <pre>
 * or        := and ('OR' and)*
 * and       := not ('AND' not)*
 * not       := 'NOT'* predicate
 * predicate := sum (comparator sum
 *            | 'NOT'? 'BETWEEN' sum 'AND' sum
 *            | 'NOT'? 'IN' ('[' or (',' or)* ']' | '(' or (',' or)* ')')
 *            | 'IS' 'NOT'? ('MISSING' | 'NULL'))?
 * sum       := term (('+' | '-') term)*
 * term      := string | '-'? number | 'TRUE' | 'FALSE' | 'NULL' | 'MISSING' | '?'
 *            | path | function '(' or (',' or)* ')' | '(' or ')'
 *            | '[' elements ']' | '<<' elements '>>' | '{' members '}'
 * path      := name ('.' name | '[' integer ']')*
 * </pre>
 */
final class ExpressionParser {
  /** Lists never get so long. */
  private static final int MAX_INDEX_DIGITS = 9;

  /** The longest sum: it is evaluated by recursion. */
  private static final int MAX_OPERATORS = 100;

  private final TokenStream tokens;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  Expression expression() {
    return chain("OR", this::and, Expression.Or::new);
  }

  private Expression and() {
    return chain("AND", this::not, Expression.And::new);
  }

  private Expression chain(
      String keyword,
      Supplier<Expression> part,
      java.util.function.Function<List<Expression>, Expression> join) {
    Expression first = part.get();
    if (!tokens.atKeyword(keyword)) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (tokens.acceptKeyword(keyword)) {
      parts.add(part.get());
    }
    return join.apply(List.copyOf(parts));
  }

  private Expression not() {
    boolean negated = false;
    while (tokens.acceptKeyword("NOT")) {
      negated = !negated;
    }
    return negatedIf(negated, predicate());
  }

  private Expression predicate() {
    Expression left = sum();
    Comparator comparator = comparator();
    if (comparator != null) {
      tokens.next();
      return new Expression.Compare(comparator, left, sum());
    }
    if (tokens.acceptKeyword("IS")) {
      return is(left);
    }
    boolean negated = tokens.acceptKeyword("NOT");
    if (tokens.acceptKeyword("BETWEEN")) {
      return negatedIf(negated, between(left));
    }
    if (tokens.acceptKeyword("IN")) {
      return negatedIf(negated, in(left));
    }
    if (negated) {
      throw Malformed.unexpected(tokens.peek());
    }
    return left;
  }

  private @Nullable Comparator comparator() {
    if (tokens.at("!=")) {
      return Comparator.NOT_EQUAL;
    }
    for (Comparator comparator : Comparator.values()) {
      if (tokens.at(comparator.toString())) {
        return comparator;
      }
    }
    return null;
  }

  private Expression is(Expression operand) {
    boolean negated = tokens.acceptKeyword("NOT");
    if (tokens.acceptKeyword("MISSING")) {
      return negatedIf(negated, new Expression.IsMissing(operand));
    }
    tokens.expectKeyword("NULL");
    return negatedIf(negated, new Expression.IsNull(operand));
  }

  private Expression between(Expression operand) {
    Expression lower = sum();
    tokens.expectKeyword("AND");
    return new Expression.Between(operand, lower, sum());
  }

  private Expression in(Expression operand) {
    if (tokens.accept("[")) {
      return new Expression.In(operand, elements("]"));
    }
    tokens.expect("(");
    return new Expression.In(operand, elements(")"));
  }

  private static Expression negatedIf(boolean negated, Expression expression) {
    return negated ? new Expression.Not(expression) : expression;
  }

  /** A value; what PartiQL calls an expression without a comparison. */
  Expression sum() {
    Expression left = term();
    for (int operators = 1; tokens.at("+") || tokens.at("-"); operators++) {
      if (operators > MAX_OPERATORS) {
        throw Malformed.statement("Too many operators");
      }
      boolean isSum = tokens.next().isSymbol("+");
      left = new Expression.Arithmetic(isSum, left, term());
    }
    return left;
  }

  private Expression term() {
    Token token = tokens.peek();
    return switch (token.type()) {
      case STRING -> literal(new S(tokens.next().text()));
      case NUMBER -> literal(number(""));
      case PARAMETER -> {
        tokens.next();
        yield new Expression.Parameter(tokens.nextParameter());
      }
      case NAME -> tokens.peekNext().isSymbol("(") ? call() : new Expression.Path(path());
      case KEYWORD -> keyword();
      case SYMBOL -> bracketed();
      case END -> throw Malformed.unexpected(token);
    };
  }

  private static Expression literal(AttributeValue value) {
    return new Expression.Literal(value);
  }

  private N number(String sign) {
    return new N(Decimal.parse(sign + tokens.next().text()));
  }

  private Expression keyword() {
    Token token = tokens.next();
    return switch (token.text()) {
      case "TRUE" -> literal(Bool.TRUE);
      case "FALSE" -> literal(Bool.FALSE);
      case "NULL" -> literal(Null.INSTANCE);
      case "MISSING" -> new Expression.Missing();
      default -> throw Malformed.unexpected(token);
    };
  }

  private Expression bracketed() {
    Token token = tokens.next();
    return switch (token.text()) {
      case "(" -> enclosed();
      case "[" -> new Expression.ListOf(elements("]"));
      case "<<" -> new Expression.SetOf(elements(">>"));
      case "{" -> new Expression.MapOf(members());
      case "-" -> negative();
      default -> throw Malformed.unexpected(token);
    };
  }

  private Expression negative() {
    if (tokens.peek().type() != Token.Type.NUMBER) {
      throw Malformed.unexpected(tokens.peek());
    }
    return literal(number("-"));
  }

  private Expression enclosed() {
    tokens.descend();
    Expression inner = expression();
    tokens.expect(")");
    tokens.ascend();
    return inner;
  }

  /** Expressions with commas between them, up to the closing bracket. */
  private List<Expression> elements(String closing) {
    List<Expression> elements = new ArrayList<>();
    tokens.descend();
    while (!tokens.at(closing)) {
      elements.add(expression());
      if (!tokens.accept(",")) {
        break;
      }
    }
    tokens.expect(closing);
    tokens.ascend();
    return List.copyOf(elements);
  }

  private Map<String, Expression> members() {
    Map<String, Expression> members = new LinkedHashMap<>();
    tokens.descend();
    while (tokens.peek().type() == Token.Type.STRING || tokens.peek().type() == Token.Type.NAME) {
      String name = tokens.next().text();
      tokens.expect(":");
      if (members.put(name, expression()) != null) {
        throw new ValidationException("Duplicate field in struct: " + name);
      }
      if (!tokens.accept(",")) {
        break;
      }
    }
    tokens.expect("}");
    tokens.ascend();
    return members;
  }

  private Expression call() {
    String name = tokens.name();
    Function function = Function.of(name);
    if (function == null) {
      throw Malformed.statement("Unsupported function: " + name);
    }
    tokens.expect("(");
    List<Expression> operands = elements(")");
    if (operands.size() != function.operands()) {
      throw new ValidationException(
          "Incorrect number of operands for operator or function; operator or function: "
              + function
              + ", number of operands: "
              + operands.size());
    }
    return new Expression.Call(function, operands);
  }

  DocumentPath path() {
    String attribute = tokens.name();
    List<PathElement> rest = new ArrayList<>();
    while (tokens.at(".") || tokens.at("[")) {
      rest.add(tokens.next().isSymbol(".") ? member() : index());
    }
    if (rest.size() >= DocumentPath.MAX_ELEMENTS) {
      throw new ValidationException(
          "The document path has too many nesting levels; nesting levels: " + (rest.size() + 1));
    }
    return new DocumentPath(attribute, rest);
  }

  private PathElement member() {
    if (tokens.peek().type() != Token.Type.NAME) {
      throw Malformed.statement("Invalid path dot component");
    }
    return new PathElement.Name(tokens.name());
  }

  private PathElement index() {
    Token token = tokens.next();
    String digits = token.text();
    boolean integer = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (token.type() != Token.Type.NUMBER || !integer || digits.length() > MAX_INDEX_DIGITS) {
      throw Malformed.statement("Unexpected path component");
    }
    tokens.expect("]");
    return new PathElement.Index(Integer.parseInt(digits));
  }
}
