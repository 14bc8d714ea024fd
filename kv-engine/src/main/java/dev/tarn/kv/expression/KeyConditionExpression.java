package dev.tarn.kv.expression;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.KeySchema;

/** A key condition expression, parsed. */
public final class KeyConditionExpression {
  private static final ExpressionKind KIND = ExpressionKind.KEY_CONDITION;

  private final Syntax.Condition syntax;

  KeyConditionExpression(String text) {
    this.syntax = ConditionParser.parse(KIND, text);
  }

  /**
   * The conditions with the names and values of a request, whatever key they are for.
   *
   * @throws ValidationException if a placeholder is not defined, or the expression is not one of
   *     conditions on single attributes joined by AND, at most one for each
   */
  public KeyConditions bind(Placeholders placeholders) {
    return KeyConditionReader.read(new ConditionBinder(KIND, placeholders).bind(syntax));
  }

  /**
   * The condition on a key.
   *
   * @throws ValidationException as {@link #bind(Placeholders)} and {@link KeyConditions#on}
   */
  public KeyCondition bind(Placeholders placeholders, KeySchema key) {
    return bind(placeholders).on(key);
  }
}
