package dev.tarn.kv.expression;

import dev.tarn.kv.expression.Function.Place;
import dev.tarn.kv.expression.PathElement.Index;
import dev.tarn.kv.expression.PathElement.Name;
import dev.tarn.kv.expression.Syntax.Operand;
import dev.tarn.kv.expression.Syntax.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what all grammars share.
 *
 * <pre>
 * operand := path | :value | function '(' operand (',' operand)* ')' | '(' operand ')'
 * path    := name ('.' name | '[' integer ']')*
 * name    := identifier | #name
 * </pre>
 */
final class OperandParser {
  /** The highest index a path can name. */
  private static final int MAX_INDEX_DIGITS = 10;

  private final TokenStream tokens;
  private final Place callPlace;

  /**
   * @param callPlace where a function stands that is an operand of this grammar
   */
  OperandParser(TokenStream tokens, Place callPlace) {
    this.tokens = tokens;
    this.callPlace = callPlace;
  }

  /** An operand in a place where a function must give a value. */
  Operand operand() {
    return asValue(operandOrCondition());
  }

  /** An operand, which may turn out to be a condition if it is a function. */
  Operand operandOrCondition() {
    Token token = tokens.peek();
    if (token.type() == Token.Type.VALUE_PLACEHOLDER) {
      return value();
    }
    if (token.isSymbol("(")) {
      return parenthesized();
    }
    boolean isCall = token.type() == Token.Type.IDENTIFIER && tokens.peekNext().isSymbol("(");
    return isCall ? call() : path();
  }

  Syntax.Value value() {
    return new Syntax.Value(tokens.next(Token.Type.VALUE_PLACEHOLDER).text());
  }

  Syntax.Path path() {
    Step.Name attribute = name();
    List<Step> rest = new ArrayList<>();
    while (tokens.at(".") || tokens.at("[")) {
      rest.add(tokens.accept(".") ? name() : index());
    }
    int elements = rest.size() + 1;
    if (elements > DocumentPath.MAX_ELEMENTS) {
      tokens.note("The document path has too many nesting levels; nesting levels: " + elements);
    }
    return new Syntax.Path(attribute, List.copyOf(rest), literal(attribute, rest));
  }

  /** Notes the misuse if the operand is a function that does not give a value. */
  Operand asValue(Operand operand) {
    if (operand instanceof Syntax.Call call && call.function().place() != callPlace) {
      noteMisuse(call);
    }
    return operand;
  }

  void noteMisuse(Syntax.Call call) {
    boolean ofUpdates = call.function().place() == Place.UPDATE_OPERAND;
    boolean inUpdate = callPlace == Place.UPDATE_OPERAND;
    String where =
        ofUpdates == inUpdate
            ? "to be used this way in an expression"
            : inUpdate ? "in an update expression" : "in a condition expression";
    tokens.note("The function is not allowed " + where + "; function: " + call.function());
  }

  private Operand parenthesized() {
    tokens.expect("(");
    if (tokens.at("(")) {
      throw tokens.redundantParentheses();
    }
    Operand inner = operandOrCondition();
    tokens.expect(")");
    return inner;
  }

  private Operand call() {
    String name = tokens.next(Token.Type.IDENTIFIER).text();
    tokens.countOperator();
    Function function = Function.of(name);
    if (function == null) {
      tokens.note("Invalid function name; function: " + name);
      // With the problem noted, what the call is taken for no longer matters.
      return new Syntax.Call(Function.SIZE, callOperands());
    }
    List<Operand> operands = callOperands();
    if (operands.size() != function.operands()) {
      tokens.note(
          "Incorrect number of operands for operator or function; operator or function: "
              + name
              + ", number of operands: "
              + operands.size());
    }
    return new Syntax.Call(function, operands);
  }

  private List<Operand> callOperands() {
    tokens.descendIntoCall();
    tokens.expect("(");
    List<Operand> operands = list();
    tokens.expect(")");
    tokens.ascend();
    return operands;
  }

  /** One or more operands with commas between them. */
  List<Operand> list() {
    List<Operand> operands = new ArrayList<>();
    do {
      operands.add(operand());
    } while (tokens.accept(","));
    return List.copyOf(operands);
  }

  private Step.Name name() {
    Token token = tokens.peek();
    if (token.type() == Token.Type.NAME_PLACEHOLDER) {
      return new Step.Name(tokens.next().text());
    }
    String name = tokens.next(Token.Type.IDENTIFIER).text();
    if (ReservedWords.contains(name)) {
      tokens.note("Attribute name is a reserved keyword; reserved keyword: " + name);
    }
    return new Step.Name(name);
  }

  private Step.Index index() {
    tokens.expect("[");
    String digits = tokens.next(Token.Type.INTEGER).text();
    tokens.expect("]");
    if (digits.length() > MAX_INDEX_DIGITS || Long.parseLong(digits) > Integer.MAX_VALUE) {
      tokens.note("List index is not within the allowable range; index: [" + digits + "]");
      return new Step.Index(0);
    }
    return new Step.Index(Integer.parseInt(digits));
  }

  private static @Nullable DocumentPath literal(Step.Name attribute, List<Step> rest) {
    if (isPlaceholder(attribute) || rest.stream().anyMatch(OperandParser::isPlaceholder)) {
      return null;
    }
    return new DocumentPath(
        attribute.text(), rest.stream().map(OperandParser::element).collect(Collectors.toList()));
  }

  private static boolean isPlaceholder(Step step) {
    return step instanceof Step.Name name && name.isPlaceholder();
  }

  private static PathElement element(Step step) {
    return switch (step) {
      case Step.Name name -> new Name(name.text());
      case Step.Index index -> new Index(index.index());
    };
  }
}
