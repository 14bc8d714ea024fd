package dev.tarn.kv.expression;

import dev.tarn.kv.expression.Function.Place;
import java.util.ArrayList;
import java.util.List;

/** Reads projection expressions: paths with commas between them. */
final class ProjectionParser {
  private ProjectionParser() {}

  static List<Syntax.Path> parse(String text) {
    TokenStream tokens = new TokenStream(ExpressionKind.PROJECTION, text);
    OperandParser operands = new OperandParser(tokens, Place.CONDITION_OPERAND);
    List<Syntax.Path> paths = new ArrayList<>();
    do {
      paths.add(operands.path());
    } while (tokens.accept(","));
    tokens.finish();
    return List.copyOf(paths);
  }
}
