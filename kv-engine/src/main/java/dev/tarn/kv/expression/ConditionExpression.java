package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;

/** A condition or filter expression, parsed. */
public final class ConditionExpression {
  private final ExpressionKind kind;
  private final Syntax.Condition syntax;

  ConditionExpression(ExpressionKind kind, String text) {
    this.kind = kind;
    this.syntax = ConditionParser.parse(kind, text);
  }

  /**
   * The condition with the names and values of a request.
   *
   * @throws ValidationException if a placeholder is not defined or a value has a type that its
   *     operator does not accept
   */
  public Condition bind(Placeholders placeholders) {
    return new ConditionBinder(kind, placeholders).bind(syntax);
  }
}
